/** The embedded database cannot be used as asked. The message is one line, fit for stderr, and says what to do. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError';
}
