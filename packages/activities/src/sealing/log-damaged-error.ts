/** The log contradicts itself. `activity verify` says where. */
export class LogDamagedError extends Error {
  override name = 'LogDamagedError';

  constructor(what: string) {
    super(`The log is damaged: ${what}; run activity verify`);
  }
}
