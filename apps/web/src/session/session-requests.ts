import { RequestError } from '../api/api-error.ts';

const readJson = (response: Response): Promise<unknown> => response.json().catch(() => null);

async function post(path: string, body: object): Promise<void> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new RequestError(await readJson(response));
}

/** Signs in with whichever of the two the identifier is; a user name may look like an address. */
export async function signIn(identifier: string, password: string): Promise<void> {
  const byUsername = () => post('/api/auth/sign-in/username', { username: identifier, password });
  if (!/^[^\s@]+@[^\s@]+$/.test(identifier)) return byUsername();
  await post('/api/auth/sign-in/email', { email: identifier, password }).catch((error: unknown) => {
    if (error instanceof RequestError && error.body?.error === 'Unauthorized') return byUsername();
    throw error;
  });
}

export const signOut = (): Promise<void> => post('/api/auth/sign-out', {});

/** Asks without provoking a 401, which browsers print as an error to the console. */
export async function hasSession(): Promise<boolean> {
  const response = await fetch('/api/auth/get-session', { headers: { accept: 'application/json' } });
  if (!response.ok) throw new RequestError(await readJson(response));
  const session = await readJson(response);
  return typeof session === 'object' && session !== null && 'user' in session && session.user !== null;
}
