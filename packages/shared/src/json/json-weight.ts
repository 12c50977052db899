/**
 * What JSON takes in memory once it is read, in bytes, as V8 keeps it on a 64-bit machine (measured; rounded up). `{}` takes
 * 3 bytes in a list on the wire and 64 in memory: limits of what is read count these, not the bytes on the wire.
 */
export const jsonWeight = {
  /** An object or a list, without what is in it. */
  container: 64,
  /** A name in an object, besides its characters. */
  key: 72,
  /** A text, besides its characters. */
  text: 24,
  /** A number, true, false or null. */
  scalar: 16,
} as const;
