/** The log is not a continuation of what was signed or anchored before: somebody changed it, or put a backup in its place. */
export class ForkedLogError extends Error {
  override name = 'ForkedLogError';
}
