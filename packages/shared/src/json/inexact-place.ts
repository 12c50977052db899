import { isStorable } from '../contracts/fields.ts';
import { firstCharacters } from '../contracts/text-length.ts';
import type { Issue } from '../errors.ts';
import { isExactNumber } from './exact-number.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPENING_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;

/** Of a path in an error; names may be as long as the text. */
const LONGEST_PATH = 500;

const NUMBER = /-?\d[\d.eE+-]*/y;

/** An object or a list that is being read, and how far. */
interface Open {
  /** Of an object; null: a list. */
  keys: Set<string> | null;
  at: string | number;
}

/**
 * Looks for what JavaScript, PostgreSQL or a library between them would not keep as a JSON text has it: numbers that a
 * double cannot hold, a key that stands twice (the last would win) or is `__proto__`, NUL and unpaired surrogates.
 * @param text JSON; in a text that is none, what is found means nothing
 * @returns the first such place, its path and what was expected there
 */
export function inexactPlace(text: string): Issue | undefined {
  const open: Open[] = [];
  let inside: Open | undefined;
  let isKey = false;
  // Of the next backslash; only escapes can stand for what UTF-8 cannot carry.
  let escape = text.indexOf('\\');
  const issue = (message: string): Issue => ({
    path: firstCharacters(open.map(({ at }) => at).join('.'), LONGEST_PATH),
    message,
  });

  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at);
      if (escape !== -1 && escape < at) escape = text.indexOf('\\', at);
      const isEscaped = escape !== -1 && escape < end;
      if (isEscaped || isKey) {
        const literal = text.slice(at, end + 1);
        const said = isEscaped ? unescaped(literal) : literal.slice(1, -1);
        if (said === undefined) return undefined;
        if (isKey && inside?.keys) {
          inside.at = said;
          if (inside.keys.has(said)) return issue('stands twice in its object');
          if (said === '__proto__') return issue('is not allowed as a key');
          inside.keys.add(said);
        }
        if (isEscaped && !isStorable(said))
          return issue('must not contain NUL or unpaired surrogate characters');
      }
      at = end;
    } else if (code === COLON) isKey = false;
    else if (code === COMMA) {
      if (inside?.keys) isKey = true;
      else if (inside) inside.at = Number(inside.at) + 1;
    } else if (code === OPENING_BRACE || code === OPENING_BRACKET) {
      isKey = code === OPENING_BRACE;
      inside = { keys: isKey ? new Set() : null, at: isKey ? '' : 0 };
      open.push(inside);
    } else if (code === CLOSING_BRACE || code === CLOSING_BRACKET) {
      open.pop();
      inside = open.at(-1);
      isKey = false;
    } else if (beginsNumber(code)) {
      NUMBER.lastIndex = at;
      const literal = NUMBER.exec(text)?.[0];
      if (literal === undefined) return undefined;
      if (!isExactNumber(literal)) return issue('is a number that cannot be kept exactly; send it as text');
      at += literal.length - 1;
    }
  }
  return undefined;
}

const beginsNumber = (code: number) => code === MINUS || (code >= ZERO && code <= NINE);

/** @returns the place of the quote that ends the string which begins at a place; the text's length when none does */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
}

/** What a JSON string with escapes says; undefined when it is broken. */
function unescaped(literal: string): string | undefined {
  try {
    return String(JSON.parse(literal));
  } catch {
    return undefined;
  }
}
