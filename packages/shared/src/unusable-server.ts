import { EnvError } from './env.ts';

/** SQLSTATEs of a wrong login or a database that there is not; words of Redis. Waiting does not help. */
const REFUSED = /^(28|3D)|^(WRONGPASS|NOAUTH|NOPERM)\b/;
const DEFAULT_PORTS: Record<string, string> = { 'postgres:': '5432', 'postgresql:': '5432' };

/** The server that a setting names cannot be used. One line for people, which names the setting and never its password. */
export class UnusableServerError extends EnvError {
  override name = 'UnusableServerError';
  /** The server answers, and refuses: waiting for it does not help. */
  readonly refused: boolean;

  /**
   * @param variable that names the server
   * @param url its value
   * @param cause what the attempt to connect ended with
   */
  constructor(variable: string, url: string, cause: unknown) {
    const { code, message } = innermost(cause);
    const refused = REFUSED.test(code) || REFUSED.test(message);
    super(
      refused
        ? `${variable}: ${whatIsAt(url)} refuses the connection (${message}): check the user, the password and the name in the address`
        : `${variable}: ${whatIsAt(url)} cannot be reached (${code || message}): check the address, and that the server runs`,
    );
    this.refused = refused;
    this.cause = cause;
  }
}

function whatIsAt(url: string): string {
  const { protocol, hostname, port, pathname } = new URL(url);
  if (!protocol.startsWith('postgres')) return `Redis at ${hostname}:${port || '6379'}`;
  return `the database at ${hostname}:${port || (DEFAULT_PORTS[protocol] ?? '')}${pathname}`;
}

/** Several addresses refused at once, or what a library wraps, come as an error around the one that says something. */
function innermost(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: '', message: inOneLine(String(error)) };
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0]);
  if (error.cause instanceof Error) return innermost(error.cause);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return { code, message: inOneLine(error.message) };
}

const inOneLine = (text: string) => text.replaceAll(/\s*\n\s*/g, ' ').trim();
