/**
 * How Node runs API and worker: it clears up early instead of letting memory grow as far as the machine has it. The API
 * holds no more than 32 MiB of requests at once, so that this is enough.
 */
export const nodeFlags = ['--max-semi-space-size=16', '--max-old-space-size=300'];
