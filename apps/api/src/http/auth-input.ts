import { parseExactly, password } from '@timetracker/shared';
import { z } from 'zod';
import { bodyBytes } from '../limits/body-limits.ts';
import { nothingAt } from './answer-error.ts';
import type { AppContext } from './app-env.ts';
import { bodyText } from './body/body-text.ts';

export const SIGN_IN = '/api/auth/sign-in/';
export const SIGN_OUT = '/api/auth/sign-out';
export const CHANGE_PASSWORD = '/api/auth/change-password';
const GET_SESSION = '/api/auth/get-session';

const typed = z.string('must be text');
const absent = z.undefined('must not be given beside the other').optional();
const body = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape, 'The body must be a JSON object');
const secret = { password: typed, rememberMe: z.boolean('must be true or false').optional() };

/** What people may do for themselves: by which method, and what they send. */
const endpoints: Partial<Record<string, { methods: readonly string[]; body?: z.ZodType<object> }>> = {
  // Whoever is counted and told of is whom the library signs in: the one field that the endpoint goes by.
  [`${SIGN_IN}username`]: { methods: ['POST'], body: body({ username: typed, email: absent, ...secret }) },
  [`${SIGN_IN}email`]: { methods: ['POST'], body: body({ email: typed, username: absent, ...secret }) },
  [SIGN_OUT]: { methods: ['POST'] },
  [CHANGE_PASSWORD]: {
    methods: ['POST'],
    body: body({
      currentPassword: typed.max(1_000, 'must be at most 1000 characters'),
      newPassword: password,
    }),
  },
  [GET_SESSION]: { methods: ['GET', 'HEAD'] },
};

/**
 * What a request to /api/auth asks for, with nothing but what its endpoint takes.
 * @returns the body as JSON; undefined where the endpoint takes none
 * @throws {AppError} notFound: no such endpoint; what `bodyText` throws; invalid naming the field
 */
export async function authInput(c: AppContext): Promise<string | undefined> {
  const endpoint = endpoints[c.req.path];
  if (!endpoint?.methods.includes(c.req.method)) throw nothingAt(`${c.req.path} for ${c.req.method}`);
  const text = c.get('body').exists ? await bodyText(c.get('body'), bodyBytes.anonymous) : '';
  const value = text === '' ? undefined : parseExactly(text, 'The body');
  return endpoint.body && JSON.stringify(endpoint.body.parse(value));
}
