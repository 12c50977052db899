import type { Prepared } from './serve.ts';

/** How to sign in, in one line for people; with a password only when it was generated just now. */
export function describeSignIn(admin: Prepared['admin']): string {
  if (admin === undefined) return 'Sign in with an account that you have.';
  const { username, password } = admin;
  if (password === undefined) return `Sign in as ${username} with the password from ADMIN_PASSWORD.`;
  return `Sign in as ${username} with the password ${password} (shown only this once).`;
}
