/** What was to be read takes more memory than was allowed: so much. Nothing of it was read. */
export class HeavyRead extends Error {
  override readonly name = 'HeavyRead';
  /** Bytes in memory, all that was read before included. */
  readonly memory: number;

  constructor(memory: number) {
    super(`Reading takes ${memory} bytes of memory`);
    this.memory = memory;
  }
}

/** How much memory one reader may take for activities, in bytes, and how much it has taken. */
export class ReadAllowance {
  readonly #most: number;
  #memory = 0;
  #bytes = 0;

  constructor(most: number = Number.MAX_SAFE_INTEGER) {
    this.#most = most;
  }

  get left(): number {
    return this.#most - this.#memory;
  }

  /** What was taken, as values in memory. */
  get memory(): number {
    return this.#memory;
  }

  /** What was taken, as text. */
  get bytes(): number {
    return this.#bytes;
  }

  /** @throws {HeavyRead} when there is not as much left; nothing is taken then */
  take({ memory, bytes }: { memory: number; bytes: number }): void {
    if (memory > this.left) throw new HeavyRead(this.#memory + memory);
    this.#memory += memory;
    this.#bytes += bytes;
  }
}
