/** The application cannot start. The message is one line for stderr that says what to do. */
export class StartError extends Error {
  override name = 'StartError';
}
