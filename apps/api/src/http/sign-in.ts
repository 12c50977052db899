import { createHmac, randomUUID } from 'node:crypto';
import { generateSignedCookie, getSignedCookie } from 'hono/cookie';
import { requireApiEnv } from '../environment/api-env.ts';
import { accountNamed, typedName } from '../sessions/refused-sign-ins.ts';
import type { Services } from '../trpc/context.ts';
import type { AppContext } from './app-env.ts';

const DEVICE = 'timetracker_device';
const PATH = '/api/auth';
const MAX_AGE_SECONDS = 400 * 86_400;

/**
 * Signs somebody in, unless too many attempts have failed: from their network, or at the account, by user name and e-mail
 * together. A browser that has signed in to the account before is counted on its own, by a signed cookie, so that whoever
 * guesses from elsewhere does not lock the person out.
 * @param body of the request, as it was sent
 * @param ask asks the library for it
 * @throws {AppError} tooManyRequests
 */
export async function signIn(
  services: Services,
  c: AppContext,
  { body, ip_address }: { body: string | undefined; ip_address: string | null },
  ask: () => Promise<Response>,
): Promise<Response> {
  const secret = requireApiEnv(services.env).AUTH_SECRET;
  const user = body === undefined ? null : await accountNamed(services.db.em.fork(), body);
  const device = await getSignedCookie(c, secret, DEVICE);
  const isKnown = user !== null && typeof device === 'string' && device.startsWith(`${user.id}.`);
  const account = isKnown ? `device:${device}` : (user?.id.toString() ?? unknownName(body, secret));
  const answer = await services.attempts.guard(
    { ip_address, what: 'sign-in', account },
    ask,
    ({ ok, status }) => ok || status >= 500,
  );
  if (!answer.ok || !user || isKnown) return answer;
  const headers = new Headers(answer.headers);
  const cookie = await generateSignedCookie(DEVICE, `${user.id}.${randomUUID()}`, secret, {
    path: PATH,
    httpOnly: true,
    sameSite: 'Lax',
    secure: services.env.APP_URL.startsWith('https:'),
    maxAge: MAX_AGE_SECONDS,
  });
  headers.append('set-cookie', cookie);
  return new Response(answer.body, { status: answer.status, headers });
}

/** A name that nobody has counts like one that somebody has. People type passwords into the wrong field: it is not kept. */
function unknownName(body: string | undefined, secret: string): string | undefined {
  const name = body === undefined ? undefined : typedName(body);
  return name && `name:${createHmac('sha256', secret).update(name).digest('base64url')}`;
}
