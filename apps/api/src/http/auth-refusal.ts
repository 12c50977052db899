import { DEACTIVATED } from '@timetracker/accounts';
import { AppError, type ErrorKind, errorKinds, invalid } from '@timetracker/shared';
import { z } from 'zod';

const kinds = Object.entries(errorKinds).map(([kind, { status }]) => ({ kind: kind as ErrorKind, status }));

const refusal = z.object({ code: z.string().catch(''), message: z.string().catch('') });

/**
 * The library means by 500 that it could not read or write an account or a session, and by any other refusal that is not of
 * the closed list that the input is not as it should be.
 */
function kindOf(status: number): ErrorKind {
  if (status >= 500) return 'unavailable';
  return kinds.find((kind) => kind.status === status)?.kind ?? 'invalid';
}

/** What the library's codes are about. */
const fields = { USERNAME: 'username', EMAIL: 'email', PASSWORD: 'password' } as const;
const expected = {
  username: 'must be a user name',
  email: 'must be an e-mail address',
  password: 'is longer than a password can be',
} as const;

/**
 * A refusal of the library in the product's own words, which name the field: its own are meant for whoever programs it.
 * @param path of the request
 */
export async function authRefusal(path: string, answer: Response): Promise<AppError> {
  const { code, message } = refusalIn(await answer.text());
  const kind = kindOf(answer.status);
  switch (kind) {
    case 'unavailable': {
      const cause = new Error(`better-auth answered ${answer.status}: ${code} ${message}`);
      return new AppError(kind, 'Who you are cannot be checked at the moment; try again', { cause });
    }
    case 'unauthorized':
      return new AppError(kind, wrong(path));
    case 'forbidden':
      return new AppError(
        kind,
        code === DEACTIVATED.code ? DEACTIVATED.message : 'Sign in on a page of the app',
      );
    case 'invalid': {
      const known = Object.entries(fields).find(([word]) => code.includes(word))?.[1];
      return known ? invalid(known, expected[known]) : new AppError(kind, 'What was sent cannot be read');
    }
    default:
      return new AppError(kind, `The request was refused: ${errorKinds[kind].error}`);
  }
}

const wrong = (path: string) =>
  `The ${path.endsWith('/email') ? 'e-mail address' : 'user name'} or the password is wrong`;

function refusalIn(body: string): z.output<typeof refusal> {
  try {
    return refusal.parse(JSON.parse(body));
  } catch {
    return { code: '', message: body };
  }
}
