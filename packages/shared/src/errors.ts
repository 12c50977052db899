/** The closed list of what can go wrong for a caller, with the HTTP status of each (CONTRACT: Errors). */
export const errorKinds = {
  invalid: { error: 'Invalid parameter', status: 400 },
  unauthorized: { error: 'Unauthorized', status: 401 },
  forbidden: { error: 'Forbidden', status: 403 },
  notFound: { error: 'Not found', status: 404 },
  conflict: { error: 'Conflict', status: 409 },
  tooLarge: { error: 'Payload too large', status: 413 },
  unsupportedMediaType: { error: 'Unsupported media type', status: 415 },
  tooManyRequests: { error: 'Too many requests', status: 429 },
  internal: { error: 'Internal error', status: 500 },
  unavailable: { error: 'Unavailable', status: 503 },
} as const;

export type ErrorKind = keyof typeof errorKinds;

/** How many issues an answer has at the most: validation of a list ends there. */
export const MOST_ISSUES = 20;

/** One part of the input that is wrong, and what was expected there. */
export interface Issue {
  path: string;
  message: string;
  /** What the message speaks of, as data: for clients that say it in their own words (instants are ISO 8601). */
  values?: Record<string, string | number | null>;
}

/** The body of every error answer. */
export interface ErrorBody {
  error: (typeof errorKinds)[ErrorKind]['error'];
  message: string;
  issues?: Issue[];
  request_id?: string;
}

/**
 * An error that the caller may read. Anything else that is thrown is an internal error and is not shown.
 * `retryAfter` is in seconds and becomes the Retry-After header.
 */
export class AppError extends Error {
  override name = 'AppError';
  readonly kind: ErrorKind;
  readonly issues: Issue[] | undefined;
  readonly retryAfter: number | undefined;

  constructor(
    kind: ErrorKind,
    message: string,
    options: { issues?: Issue[]; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.issues = options.issues;
    this.retryAfter = options.retryAfter;
  }
}

/** An `Invalid parameter` error for one field; the message goes on where the field's name ends. */
export const invalid = (path: string, message: string) =>
  new AppError('invalid', `${path} ${message}`, { issues: [{ path, message }] });
