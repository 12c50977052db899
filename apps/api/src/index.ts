export { createAccount } from './accounts.ts';
export { createAuthentication } from './auth.ts';
export { firstStart } from './first-start.ts';
