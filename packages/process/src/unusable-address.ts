import { EnvError } from '@timetracker/shared/env';

/** A process cannot listen where it is told to. One line for people, which names the setting. */
export class UnusableAddressError extends EnvError {
  override name = 'UnusableAddressError';

  /**
   * @param variable that chooses the port
   * @param cause what listening ended with
   */
  constructor(at: { host: string; port: number; variable: string }, cause: unknown) {
    super(inWords(at, cause));
    this.cause = cause;
  }
}

function inWords(at: { host: string; port: number; variable: string }, cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  const address = `${at.host.includes(':') ? `[${at.host}]` : at.host}:${at.port}`;
  if (code === 'EADDRINUSE')
    return `${at.variable}: ${address} is in use: stop what listens there, or set ${at.variable} to another port`;
  if (code === 'EACCES')
    return `${at.variable}: ${address} may not be listened on by this user: set ${at.variable} to a port above 1023`;
  return `HOST: ${address} cannot be listened on (${code}): set HOST to an address of this machine`;
}
