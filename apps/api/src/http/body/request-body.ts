/** The body of a request, which nobody has received yet. */
export interface RequestBody {
  /** Whether there is one. */
  readonly exists: boolean;
  /**
   * Receives it, once. Its memory is given back when the request has been answered.
   * @param most the endpoint's limit in bytes; whoever is not signed in has a lower one
   * @throws {AppError} unsupportedMediaType; as `BodyReception.receive`
   */
  receiveJson: (most: number) => Promise<Buffer>;
  /** Waits, when a long one was received, until others were answered: between two steps that each take a while. */
  nextTurn: () => Promise<void>;
}
