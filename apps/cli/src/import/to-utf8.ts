import { BrokenFile } from './source-row.ts';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

const marks: [readonly number[], Encoding | 'utf-32'][] = [
  [[0xff, 0xfe, 0, 0], 'utf-32'],
  [[0, 0, 0xfe, 0xff], 'utf-32'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
  [[0xef, 0xbb, 0xbf], 'utf-8'],
];

/**
 * Brings a file into UTF-8 as it arrives, without the mark that may begin it. UTF-16 is recognized by its mark, or by the
 * zeros beside its first letters: none of the formats begins with others than those of ASCII.
 * @returns `push` takes the next bytes, `end` what is left over
 * @throws {BrokenFile} for UTF-32, and for what is not UTF-16 though it begins as such
 */
export function toUtf8() {
  let convert: ((chunk: Buffer, stream: boolean) => Buffer) | undefined;
  return {
    push: (chunk: Buffer): Buffer => {
      if (convert) return convert(chunk, true);
      const { encoding, markLength } = encodingOf(chunk);
      convert = encoding === 'utf-8' ? (bytes) => bytes : fromUtf16(encoding);
      return convert(chunk.subarray(markLength), true);
    },
    end: (): Buffer => convert?.(Buffer.alloc(0), false) ?? Buffer.alloc(0),
  };
}

function encodingOf(start: Buffer): { encoding: Encoding; markLength: number } {
  const [mark, marked] = marks.find(([bytes]) => bytes.every((byte, index) => start[index] === byte)) ?? [];
  const encoding = marked ?? unmarked(start);
  if (encoding === 'utf-32') throw new BrokenFile('is UTF-32; only UTF-8 and UTF-16 can be read');
  return { encoding, markLength: mark?.length ?? 0 };
}

function unmarked(start: Buffer): Encoding | 'utf-32' {
  const zeros = [...start.subarray(0, 4)].map((byte) => (byte === 0 ? '0' : 'x')).join('');
  if (zeros === 'x000' || zeros === '000x') return 'utf-32';
  if (zeros === 'x0x0') return 'utf-16le';
  return zeros === '0x0x' ? 'utf-16be' : 'utf-8';
}

function fromUtf16(encoding: Encoding) {
  // The mark is taken off already: another one is text.
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  let read = 0;
  return (chunk: Buffer, stream: boolean): Buffer => {
    try {
      const text = decoder.decode(chunk, { stream });
      read += chunk.length;
      return Buffer.from(text);
    } catch {
      throw new BrokenFile(`is not valid UTF-16, somewhere after byte ${read}`);
    }
  };
}
