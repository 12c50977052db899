export { createAccount } from './accounts.ts';
export { createAuthentication } from './auth.ts';
export { type FirstStart, firstStart } from './first-start.ts';
