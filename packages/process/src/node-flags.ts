/**
 * How Node runs API and worker: it clears up early instead of letting memory grow as far as the machine has it. Requests
 * take no more of the API than `bodyMemory` (apps/api/src/limits/body-limits.ts), so that this is enough. Young objects get
 * 16 MiB: with less, whoever takes single events spends up to a fifth more on clearing up.
 */
export const nodeFlags = ['--max-semi-space-size=16', '--max-old-space-size=300'];

/**
 * The rest of it, in the environment: by itself, the C library keeps up to eight pools of memory a core, each with what it
 * was once used for. For other C libraries it means nothing.
 */
export const nodeVariables = { MALLOC_ARENA_MAX: '2' };
