import { MAX_ROW_BYTES } from './source-row.ts';

/** A line without its end. Of one that is too long only the beginning is kept. */
export interface Line {
  /** Counted from 1. */
  number: number;
  bytes: Buffer;
  tooLong: boolean;
}

const NEWLINE = 0x0a;

/** Cuts chunks into lines. It never holds more than the longest allowed line. */
export class Lines {
  #number = 1;
  #parts: Buffer[] = [];
  #length = 0;

  /** @returns the lines that end in the chunk */
  push(chunk: Buffer): Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
      this.#keep(chunk.subarray(from, to));
      lines.push(this.#take());
      from = to + 1;
    }
    this.#keep(chunk.subarray(from));
    return lines;
  }

  /** @returns the last line, if it has no end */
  end(): Line[] {
    return this.#length > 0 ? [this.#take()] : [];
  }

  #keep(part: Buffer): void {
    if (part.length === 0) return;
    if (this.#length <= MAX_ROW_BYTES) this.#parts.push(part);
    this.#length += part.length;
  }

  #take(): Line {
    const [first, ...more] = this.#parts;
    const bytes = first && more.length === 0 ? first : Buffer.concat(this.#parts);
    const line = { number: this.#number, bytes, tooLong: this.#length > MAX_ROW_BYTES };
    this.#number += 1;
    this.#parts = [];
    this.#length = 0;
    return line;
  }
}
