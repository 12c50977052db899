export { checkSignInNames, createAccount } from './accounts.ts';
export { createAuthentication, DEACTIVATED } from './auth.ts';
export type { Authentication } from './authentication.ts';
export { acceptInvitation, type Invited, invite, invitedBy, renewInvitation } from './invitations.ts';
export { issueKey } from './issue-key.ts';
export { keyMetadata } from './key-metadata.ts';
export { authorityOf, hasSameScopes, isAdmin, type Principal } from './principal.ts';
