export { loadedOnce } from './loaded-once.ts';
export { type LogLevel, logLine } from './log-line.ts';
export { readEnvironment, type Variables, withFiles } from './read-environment.ts';
export { requireWritable } from './require-writable.ts';
export { type Service, supervised } from './supervised.ts';
export { UnusableAddressError } from './unusable-address.ts';
