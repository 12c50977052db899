export { type HeldDataDir, holdDataDir } from './data-dir.ts';
export { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
export { commandLine } from './process-identity.ts';
export { readRuntime, removeRuntime, writeRuntime } from './runtime.ts';
