import {
  AppError,
  type ErrorKind,
  errorKinds,
  type Issue,
  parseExactly,
  password,
} from '@timetracker/shared';
import { z } from 'zod';
import type { Services } from '../context.ts';
import { changePassword } from '../change-password.ts';
import { createRefusedSignIns, type Origin } from '../refused-sign-ins.ts';
import { answerError } from './answer-error.ts';
import type { AppContext } from './app-env.ts';
import { bodyBytes } from './body/body-limits.ts';
import { bodyText } from './body/body-text.ts';
import { clientAddress } from './client-address.ts';
import { signIn } from './sign-in.ts';
import { userAgentOf } from './user-agent.ts';

const kinds = Object.entries(errorKinds).map(([kind, { status }]) => ({ kind: kind as ErrorKind, status }));

const SIGN_IN = '/api/auth/sign-in/';
const SIGN_OUT = '/api/auth/sign-out';
const CHANGE_PASSWORD = '/api/auth/change-password';

/** Serves /api/auth/*: better-auth's answers, its errors in the words of the contract. */
export const authEndpoint = (services: Services) => {
  const refused = createRefusedSignIns(services.db);
  return async (c: AppContext) => {
    const address = clientAddress(c, services.env.TRUST_PROXY);
    const body = c.get('body').exists ? await exactBody(c) : undefined;
    const request = fromAppUrl(c, services.env.APP_URL, body);
    const sent = c.req.path.startsWith(SIGN_IN) ? (body ?? '') : undefined;
    const from: Origin = {
      ip_address: address,
      user_agent: userAgentOf(c),
    };
    const ask = () => services.auth.handle(request, address);
    const answer =
      c.req.path === CHANGE_PASSWORD && c.req.method === 'POST'
        ? await changeOwnPassword(services, request, body, from)
        : sent === undefined
          ? await ask()
          : await signIn(services, c, { body, ip_address: address }, ask);
    if (c.req.path === SIGN_OUT) services.rights.changed();
    if (sent !== undefined && (answer.status === 401 || answer.status === 403)) {
      // Whoever is refused is refused, also when it cannot be told.
      await refused
        .tell(sent, answer.status, from)
        .catch((error: unknown) =>
          services.log.error({ err: error }, 'a refused sign-in is not in the trail'),
        );
    }
    const headers = new Headers(answer.headers);
    headers.set('cache-control', 'no-store');
    if (answer.status < 400) return new Response(answer.body, { status: answer.status, headers });
    // A refused sign-out or password change may still clear a cookie.
    for (const cookie of headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
    return answerError(c, services.log, await translate(answer));
  };
};

/** Changes the password of whoever is signed in. The session at hand stays. */
async function changeOwnPassword(
  services: Services,
  { headers }: Request,
  body: string | undefined,
  from: Origin,
): Promise<Response> {
  const person = await services.auth.authenticate(headers);
  if (person?.via !== 'session') throw new AppError('unauthorized', 'Sign in to change your password');
  const attempt = { ip_address: from.ip_address, what: 'password', account: String(person.id) };
  const change = () => changePassword(services, person, body, from);
  await services.attempts.guard(attempt, change, () => true);
  return Response.json({ status: true });
}

/** What the contract says of a field, and the library would decide differently. */
const typed = z.string('must be text');
const absent = z.undefined('must not be given beside the other').optional();

const fields: Partial<Record<string, z.ZodType>> = {
  [CHANGE_PASSWORD]: z.looseObject({ newPassword: password }),
  // Whoever is counted and told of is whom the library signs in: the one field that the endpoint goes by.
  [`${SIGN_IN}username`]: z.looseObject({ username: typed, email: absent }),
  [`${SIGN_IN}email`]: z.looseObject({ email: typed, username: absent }),
};

/** The text of a body that says exactly what it seems to say, or nothing. @throws {AppError} as `bodyText`; invalid */
async function exactBody(c: AppContext): Promise<string | undefined> {
  const text = await bodyText(c.get('body'), bodyBytes.anonymous);
  if (text === '') return undefined;
  const value = parseExactly(text, 'The body');
  fields[c.req.path]?.parse(value);
  return text;
}

/**
 * Foreign origins were refused before; the library knows APP_URL only, and would also refuse this machine's other
 * name.
 */
function fromAppUrl(c: AppContext, appUrl: string, body: string | undefined): Request {
  const { method, signal } = c.req.raw;
  const headers = new Headers(c.req.raw.headers);
  if (headers.has('origin')) headers.set('origin', new URL(appUrl).origin);
  return new Request(c.req.url, { method, headers, signal, ...(body !== undefined && { body }) });
}

/**
 * The library means by 500 that it could not read or write an account or a session, by 405 that an endpoint is not there
 * for the method, and by any other refusal that is not of the closed list that the input is not as it should be.
 */
function kindOf(status: number): ErrorKind {
  if (status === 405) return 'notFound';
  if (status >= 500) return 'unavailable';
  return kinds.find((kind) => kind.status === status)?.kind ?? 'invalid';
}

async function translate(answer: Response): Promise<AppError> {
  const message = messageIn(await answer.text());
  const kind = kindOf(answer.status);
  if (kind === 'unavailable') {
    const cause = new Error(`better-auth answered ${answer.status}: ${message ?? ''}`);
    return new AppError(kind, 'Who you are cannot be checked at the moment; try again', { cause });
  }
  const retryAfter = Number(answer.headers.get('retry-after') ?? answer.headers.get('x-retry-after'));
  const issues = issuesIn(message ?? '');
  return new AppError(kind, plain(message ?? errorKinds[kind].error), {
    ...(retryAfter > 0 && { retryAfter }),
    ...(issues.length > 0 && { issues }),
  });
}

function messageIn(body: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null && 'message' in parsed) return String(parsed.message);
  } catch {
    // Not JSON: there is no message in it.
  }
  return undefined;
}

// The library names fields as `[body.username] Invalid input: …; [body.password] …`.
const FIELD = /\[body\.(?<path>[\w.]+)\] (?<message>[^;]*)/g;

const plain = (message: string) => message.replaceAll('[body.', '').replaceAll('] ', ' ');

const issuesIn = (message: string): Issue[] =>
  [...message.matchAll(FIELD)].map(({ groups }) => ({
    path: groups?.['path'] ?? '',
    message: groups?.['message'] ?? '',
  }));
