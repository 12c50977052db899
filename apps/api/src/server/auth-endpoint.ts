import { AppError } from '@timetracker/shared';
import { answerError } from '../http/answer-error.ts';
import type { AppContext } from '../http/app-env.ts';
import { authInput, CHANGE_PASSWORD, SIGN_IN, SIGN_OUT } from '../http/auth-input.ts';
import { authRefusal } from '../http/auth-refusal.ts';
import { changePassword } from '../http/change-password.ts';
import { clientAddress } from '../http/client-address.ts';
import { signIn } from '../http/sign-in.ts';
import { userAgentIn } from '../http/user-agent.ts';
import { createRefusedSignIns, type Origin } from '../sessions/refused-sign-ins.ts';
import type { Services } from '../trpc/context.ts';

/** Serves /api/auth/*: better-auth's answers, its errors in the words of the contract. */
export const authEndpoint = (services: Services) => {
  const refused = createRefusedSignIns(services.db);
  return async (c: AppContext) => {
    const address = clientAddress(c, services.env.TRUST_PROXY);
    const body = await authInput(c);
    const request = fromAppUrl(c, services.env.APP_URL, body);
    const sent = c.req.path.startsWith(SIGN_IN) ? (body ?? '') : undefined;
    const from: Origin = {
      ip_address: address,
      user_agent: userAgentIn(c.req.header('user-agent')),
    };
    const ask = () => services.auth.handle(request, address);
    const answer =
      c.req.path === CHANGE_PASSWORD
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
    return answerError(c, services.log, await authRefusal(c.req.path, answer));
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

/**
 * Foreign origins were refused before; the library knows APP_URL only, and would also refuse this machine's other
 * name.
 */
function fromAppUrl(c: AppContext, appUrl: string, body: string | undefined): Request {
  const { method, signal } = c.req.raw;
  const headers = new Headers(c.req.raw.headers);
  if (headers.has('origin')) headers.set('origin', new URL(appUrl).origin);
  // What an address asks besides is the library's own business, not ours to serve.
  const url = new URL(c.req.url);
  url.search = '';
  return new Request(url, { method, headers, signal, ...(body !== undefined && { body }) });
}
