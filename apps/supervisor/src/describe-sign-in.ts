import type { Prepared } from './serve.ts';

/** How to sign in, for people, a line for each kind of account; with a password only when it was generated just now. */
export const describeSignIn = ({ admin, demo }: Prepared): string =>
  demo ? `${asAdministrator(admin)}\n${asMember(demo)}` : asAdministrator(admin);

function asAdministrator(admin: Prepared['admin']): string {
  if (admin === undefined) return 'Sign in with an account that you have.';
  const { username, password } = admin;
  if (password === undefined) return `Sign in as ${username} with the password from ADMIN_PASSWORD.`;
  return `Sign in as ${username} with the password ${password} (shown only this once).`;
}

const asMember = ({ usernames, password }: NonNullable<Prepared['demo']>) =>
  `Or as a member of the demo workspace (${usernames.join(', ')}) with the password ${password} (shown only this once).`;
