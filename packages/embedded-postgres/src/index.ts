export { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
export { readRuntime, removeRuntime, writeRuntime } from './runtime.ts';
