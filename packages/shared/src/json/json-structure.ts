import { jsonWeight } from './json-weight.ts';

/** How much a JSON text may become when it is read. */
export interface JsonLimits {
  /** Objects and lists within each other. */
  depth: number;
  /** Names in one object. */
  keys: number;
  /** Texts, numbers, objects and lists in all; a name counts twice, as it takes as long as two of them. */
  parts: number;
  /** Bytes in memory in all, by {@link jsonWeight}. */
  memory: number;
}

/** What a JSON text becomes; `excess` names the first limit that it does not keep, at which measuring stopped. */
export interface JsonMeasure {
  parts: number;
  memory: number;
  excess?: keyof JsonLimits;
}

const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const SMALL_A = 0x61;
const SMALL_Z = 0x7a;

/**
 * Measures what a JSON text becomes before anything of it is built: one pass over its bytes, which stops at the first
 * limit that is not kept. Whether it is JSON at all, it leaves to whoever reads it; of other bytes the measure means
 * nothing.
 * @param json UTF-8
 */
export function measureJson(json: Uint8Array, limits: JsonLimits): JsonMeasure {
  const keys = new Uint32Array(limits.depth + 1);
  const measure: JsonMeasure = { parts: 0, memory: 0 };
  const exceeds = (excess: keyof JsonLimits) => ({ ...measure, excess });
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at] ?? 0;
    if (byte === QUOTE) {
      const end = endOfText(json, at);
      measure.parts += 1;
      measure.memory += jsonWeight.text + end - at;
      at = end;
    } else if (byte === COLON) {
      const known = (keys[depth] ?? 0) + 1;
      if (known > limits.keys) return exceeds('keys');
      keys[depth] = known;
      measure.parts += 1;
      measure.memory += jsonWeight.key - jsonWeight.text;
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      depth += 1;
      if (depth > limits.depth) return exceeds('depth');
      keys[depth] = 0;
      measure.parts += 1;
      measure.memory += jsonWeight.container;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      if (depth > 0) depth -= 1;
    } else if (beginsScalar(byte)) {
      at = endOfScalar(json, at);
      measure.parts += 1;
      measure.memory += jsonWeight.scalar;
    } else continue;
    if (measure.parts > limits.parts) return exceeds('parts');
    if (measure.memory > limits.memory) return exceeds('memory');
  }
  return measure;
}

/** @returns where the closing quote stands, or the end of what does not close */
function endOfText(json: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1;
  return at;
}

const beginsScalar = (byte: number) =>
  byte === MINUS || (byte >= ZERO && byte <= NINE) || (byte >= SMALL_A && byte <= SMALL_Z);

/** @returns where the last byte of a number or a literal stands */
function endOfScalar(json: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < json.length && !endsScalar(json[at] ?? 0)) at += 1;
  return at - 1;
}

const endsScalar = (byte: number) =>
  byte <= SPACE ||
  byte === COMMA ||
  byte === QUOTE ||
  byte === COLON ||
  byte === OPEN_LIST ||
  byte === CLOSE_LIST ||
  byte === OPEN_OBJECT ||
  byte === CLOSE_OBJECT;
