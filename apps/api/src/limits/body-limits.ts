import type { JsonLimits } from '@timetracker/shared';

// Every limit of what is sent to the API. docs/integration.md says them to those who send, and
// docs/decisions/0034-limits-count-what-is-read.md why they are what they are.

const KIB = 1024;
const MIB = 1024 * KIB;

/** The most that a body may have on the wire, in bytes. A procedure declares its own in `meta.maxBodyBytes`. */
export const bodyBytes = {
  /** Of whoever is not signed in, wherever it is sent; and of the queue board. */
  anonymous: 16 * KIB,
  /** Of a procedure that declares nothing. */
  usual: 256 * KIB,
  /** Of an invoice, with 200 lines of 500 characters. */
  document: MIB,
  /** Of posted activities. */
  activities: 8 * MIB,
} as const;

/** How a body has to arrive. */
export interface BodyPace {
  /** For so long, whatever arrives is enough. */
  graceMs: number;
  /** From then on as much as this for every second, on average. */
  bytesPerSecond: number;
  /** By then all of it. */
  deadlineMs: number;
}

export const bodyPace: BodyPace = { graceMs: 10_000, bytesPerSecond: 32 * KIB, deadlineMs: 120_000 };

/** What the JSON of a body may become when it is read. An event's own limits are in its contract. */
export const bodyStructure: JsonLimits = {
  depth: 128,
  keys: 10_000,
  parts: 200_000,
  memory: 24 * MIB,
};

/** Bodies that have more bytes are read and validated one step in a turn of the event loop: others are answered between. */
export const LONG_BODY_BYTES = 64 * KIB;

/** What a request holds besides its body: its socket, its headers, what knows of it. In bytes, estimated. */
export const REQUEST_BYTES = 16 * KIB;

/** The memory that bodies at hand may take in one process, in bytes: as they arrive, and as what is read of them. */
export const bodyMemory = {
  /** Of those who are signed in: all together, and one person. */
  signedIn: { total: 128 * MIB, each: 64 * MIB },
  /** Of nobody: all together, and one address. A share of its own, so that it takes nothing from the others. */
  anonymous: { total: 16 * MIB, each: 2 * MIB },
} as const;
