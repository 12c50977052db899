/**
 * How Node runs API and worker: it clears up early instead of letting memory grow as far as the machine has it. Requests
 * take no more of the API than `bodyMemory` (apps/api/src/http/body/body-limits.ts), so that this is enough.
 */
export const nodeFlags = ['--max-semi-space-size=4', '--max-old-space-size=300'];
