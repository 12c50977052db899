import { harmless, isolated } from '@timetracker/shared';

const quotes = [
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
] as const;

/**
 * A sentence around the name of what it is about.
 * @param sentence a harmless one
 * @param name as it is stored
 * @returns what stands before the name (with its quotation mark), the name, and what follows; undefined where the
 * sentence does not name it
 */
export function nameIn(sentence: string, name: string | null): [string, string, string] | undefined {
  if (!name) return undefined;
  return around(sentence, isolated(name)) ?? around(sentence, harmless(name));
}

function around(sentence: string, name: string): [string, string, string] | undefined {
  const quoted = quotes
    .map(([open, close]) => sentence.indexOf(`${open}${name}${close}`))
    .find((index) => index !== -1);
  const start = quoted === undefined ? sentence.indexOf(name) : quoted + 1;
  if (start === -1) return undefined;
  return [sentence.slice(0, start), name, sentence.slice(start + name.length)];
}
