export { outsideOf, outsideToRead } from './anonymization.ts';
export { databaseError } from './database-errors.ts';
export { localCaller } from './local-caller.ts';
