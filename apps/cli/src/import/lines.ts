import { MAX_ROW_BYTES } from './source-row.ts';

/** A line without its end. Of one that is too long only the beginning is kept. */
export interface Line {
  /** Counted from 1. */
  number: number;
  bytes: Buffer;
  tooLong: boolean;
}

const LF = 0x0a;
const CR = 0x0d;

/**
 * Cuts chunks into lines, which end with LF or CR LF, or all with CR, as the first one does. It never holds more than the
 * longest allowed line.
 */
export class Lines {
  #end: number | undefined;
  /** A CR that ends a chunk may be half of a line end. */
  #undecided: Buffer = Buffer.alloc(0);
  #number = 1;
  #parts: Buffer[] = [];
  #length = 0;

  /** @returns the lines that end in the chunk */
  push(next: Buffer): Line[] {
    const chunk = this.#undecided.length > 0 ? Buffer.concat([this.#undecided, next]) : next;
    this.#undecided = Buffer.alloc(0);
    this.#end ??= lineEndIn(chunk);
    if (this.#end === undefined && chunk.at(-1) === CR) {
      this.#undecided = chunk;
      return [];
    }
    return this.#cut(chunk, this.#end ?? LF);
  }

  #cut(chunk: Buffer, end: number): Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (let to = chunk.indexOf(end); to >= 0; to = chunk.indexOf(end, from)) {
      this.#keep(chunk.subarray(from, to));
      lines.push(this.#take());
      from = to + 1;
    }
    this.#keep(chunk.subarray(from));
    return lines;
  }

  /** @returns the last line, if it has no end */
  end(): Line[] {
    this.#keep(this.#undecided);
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

/** @returns the byte that ends lines, as far as the first end of a line tells */
function lineEndIn(chunk: Buffer): number | undefined {
  const lf = chunk.indexOf(LF);
  const cr = chunk.indexOf(CR);
  if (cr === -1 || (lf !== -1 && lf < cr)) return lf === -1 ? undefined : LF;
  if (cr === chunk.length - 1) return undefined;
  return lf === cr + 1 ? LF : CR;
}
