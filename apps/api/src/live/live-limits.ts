const KIB = 1024;

// Limits of live streams in one process; docs/integration.md says them to those who listen.

/** Streams of one person, of all their tabs and keys. */
export const STREAMS_EACH = 50;
/** Streams of all. */
export const STREAMS_IN_ALL = 2_000;
/** Bytes that may wait for one client; past it the client is too slow and is let go: it resumes where it was. */
export const WAITING_BYTES = 512 * KIB;
/** How long a client that catches up may take nothing. */
export const STALLED_MS = 30_000;
/** Text of activities that is read at once. In memory it may become twenty times as much. */
export const READ_BYTES = 512 * KIB;
/** Pages that clients catch up with, read at once: whoever starts far back waits for others' turns. */
export const CATCHING_UP_AT_ONCE = 3;
