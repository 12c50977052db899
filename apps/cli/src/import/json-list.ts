import { BrokenFile, MAX_ROW_BYTES } from './source-row.ts';

const LIST = 'activities';

const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPENING_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/** What may stand next, around the elements of the list. */
type Awaited =
  | 'document'
  | 'name'
  | 'colon'
  | 'member'
  | 'next member'
  | 'element'
  | 'next element'
  | 'nothing';

/** The bytes of an element, as they stand in the file. Of one that is too long only the beginning is kept. */
export interface Element {
  bytes: Buffer;
  tooLong: boolean;
}

/**
 * Cuts a JSON list, or the list `activities` of an object, into its elements as it arrives, and holds one at a time. What
 * is wrong within an element is left to whoever reads it: as long as its brackets and quotes close, the next one is found.
 * A comma behind the last element is passed over.
 * @param onElement called with each element
 * @returns takes the next bytes
 * @throws {BrokenFile} on what is neither, at its byte
 */
export function jsonList(onElement: (element: Element) => void) {
  let awaited: Awaited = 'document';
  let isFound = false;
  let isWithinObject = false;
  let name: unknown;
  let value: ReturnType<typeof openValue> | undefined;

  const endList = (): Awaited => (isWithinObject ? 'next member' : 'nothing');
  /** @returns what may stand behind a structural byte; undefined: it begins a value */
  const behind = (byte: number, at: number): Awaited | undefined => {
    switch (awaited) {
      case 'document':
        isWithinObject = byte === OPENING_BRACE;
        isFound = byte === OPENING_BRACKET;
        if (isWithinObject) return 'name';
        if (isFound) return 'element';
        if ('"-0123456789tfn'.includes(String.fromCharCode(byte)))
          throw new BrokenFile('is neither a JSON list nor an object with one');
        break;
      case 'name':
        if (byte === QUOTE) return undefined;
        if (byte === CLOSING_BRACE) return 'nothing';
        break;
      case 'colon':
        if (byte === COLON) return 'member';
        break;
      case 'member':
        if (name !== LIST) return undefined;
        if (byte !== OPENING_BRACKET)
          throw new BrokenFile(`has something else than a list as "${LIST}", at byte ${at}`);
        if (isFound) throw new BrokenFile(`has the list "${LIST}" twice, at byte ${at}`);
        isFound = true;
        return 'element';
      case 'next member':
        if (byte === COMMA) return 'name';
        if (byte === CLOSING_BRACE) return 'nothing';
        break;
      case 'element':
        if (byte === CLOSING_BRACKET) return endList();
        if (byte !== COMMA && byte !== CLOSING_BRACE && byte !== COLON) return undefined;
        break;
      case 'next element':
        if (byte === COMMA) return 'element';
        if (byte === CLOSING_BRACKET) return endList();
        break;
      case 'nothing':
    }
    throw unexpected(byte, at);
  };
  const take = (element: Element) => {
    if (awaited === 'name') {
      name = nameIn(element);
      awaited = 'colon';
    } else if (awaited === 'member') awaited = 'next member';
    else {
      awaited = 'next element';
      onElement(element);
    }
  };

  let before = 0;
  return {
    write: (bytes: Buffer) => {
      let at = 0;
      while (at < bytes.length) {
        if (value) {
          const end = value.push(bytes, at);
          if (end === undefined) break;
          take(value.element());
          value = undefined;
          at = end;
          continue;
        }
        const byte = bytes[at] ?? SPACE;
        const next = byte <= SPACE ? awaited : behind(byte, before + at);
        if (next === undefined) value = openValue(byte);
        else {
          awaited = next;
          at += 1;
        }
      }
      before += bytes.length;
    },
    /** @param size of the file, in bytes */
    end: (size: number) => {
      if (awaited === 'document')
        throw new BrokenFile(size === 0 ? 'is empty' : 'is not JSON: there is nothing in it');
      if (awaited !== 'nothing')
        throw new BrokenFile(`ends too early, at byte ${size}: it is not the whole file`);
      if (!isFound) throw new BrokenFile(`has no list "${LIST}"`);
    },
  };
}

function unexpected(byte: number, at: number): BrokenFile {
  return new BrokenFile(
    `is broken JSON at byte ${at}: unexpected ${JSON.stringify(String.fromCharCode(byte))}`,
  );
}

function nameIn({ bytes }: Element): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A value that begins with a byte: it knows where it ends by quotes and brackets alone. */
function openValue(first: number) {
  const isPlain = first !== QUOTE && first !== OPENING_BRACE && first !== OPENING_BRACKET;
  const parts: Buffer[] = [];
  let length = 0;
  let depth = 0;
  let inText = false;
  let escaped = false;

  /** @returns whether the value ends with a byte */
  const ends = (byte: number): boolean => {
    if (inText) {
      if (escaped) escaped = false;
      else if (byte === BACKSLASH) escaped = true;
      else if (byte === QUOTE) inText = false;
      return !inText && depth === 0;
    }
    if (byte === QUOTE) inText = true;
    else if (byte === OPENING_BRACE || byte === OPENING_BRACKET) depth += 1;
    else if (byte === CLOSING_BRACE || byte === CLOSING_BRACKET) {
      depth -= 1;
      return depth === 0;
    }
    return false;
  };
  const keep = (part: Buffer) => {
    if (length <= MAX_ROW_BYTES) parts.push(part);
    length += part.length;
  };
  return {
    /** @returns where the value has ended, behind its last byte; undefined when it goes on */
    push: (bytes: Buffer, from: number): number | undefined => {
      for (let at = from; at < bytes.length; at += 1) {
        const byte = bytes[at] ?? SPACE;
        const end = isPlain ? isBehindPlain(byte) && at : ends(byte) && at + 1;
        if (end === false) continue;
        keep(bytes.subarray(from, end));
        return end;
      }
      keep(bytes.subarray(from));
      return undefined;
    },
    element: (): Element => ({ bytes: Buffer.concat(parts), tooLong: length > MAX_ROW_BYTES }),
  };
}

const isBehindPlain = (byte: number) =>
  byte <= SPACE || byte === COMMA || byte === CLOSING_BRACKET || byte === CLOSING_BRACE;
