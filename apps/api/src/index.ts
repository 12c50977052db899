export { createAccount } from './accounts.ts';
export { outsideOf, outsideToRead } from './anonymization.ts';
export { createAuthentication } from './auth.ts';
export { databaseError } from './database-errors.ts';
export { type FirstStart, firstStart } from './first-start.ts';
export { issueKey } from './issue-key.ts';
