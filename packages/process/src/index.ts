export { freePort } from './free-port.ts';
export { loadedOnce } from './loaded-once.ts';
export { logLine } from './log-line.ts';
export { nodeFlags, nodeVariables } from './node-flags.ts';
export { readIfExists, writePrivateFile } from './private-file.ts';
export { readEnvironment, type Variables, withFiles } from './read-environment.ts';
export { requireWritable } from './require-writable.ts';
export { supervised } from './supervised.ts';
export { UnusableAddressError } from './unusable-address.ts';
