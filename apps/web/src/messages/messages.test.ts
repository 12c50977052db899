import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type CompiledMessage, compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { describe, expect, test } from 'vitest';
import { catalogMessages } from '../i18n/catalog-messages.ts';
import { languages } from '../i18n/languages.ts';

const source = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(source, path), 'utf8');

interface Message {
  area: string;
  id: string;
  text: string;
}

const messagesOf = (language: string): Message[] =>
  globSync(`messages/${language}/{,late/}*.json`, { cwd: source }).flatMap((path) =>
    Object.entries(JSON.parse(read(path)) as Record<string, string>).map(([id, text]) => ({
      area: basename(path, '.json'),
      id,
      text,
    })),
  );

const english = messagesOf('en');
/** What English has from the shared catalog, which makes its sentences as well. */
const shared = Object.keys(catalogMessages());
const isSentence = (id: string) => id.startsWith('catalog.sentence.');
const ids = (messages: Message[]) => messages.map(({ id }) => id).toSorted();

/** Every value that a message asks for, in whichever branch. */
const placeholders = (message: CompiledMessage): string[] =>
  message.flatMap((token) => {
    if (typeof token === 'string') return [];
    const [name, , format] = token;
    const branches = typeof format === 'object' && format !== null ? Object.values(format) : [];
    return [name, ...branches.filter(Array.isArray).flatMap((branch) => placeholders(branch))];
  });
const asked = ({ text }: Message) => [...new Set(placeholders(compileMessageOrThrow(text)))].toSorted();

describe.each(Object.keys(languages))('in %s', (language) => {
  const messages = messagesOf(language);

  test('every id begins with its area, and none is in two files', () => {
    for (const { id, area } of messages) expect(id.slice(0, area.length + 1)).toBe(`${area}.`);
    expect(new Set(ids(messages)).size).toBe(messages.length);
  });

  test('there are the messages that there are in English', () => {
    const expected = language === 'en' ? ids(english) : [...ids(english), ...shared].toSorted();
    expect(ids(messages).filter((id) => !isSentence(id))).toEqual(expected);
  });

  test('each asks for the values that the English one asks for', () => {
    const theirs = new Map(english.map((message) => [message.id, message]));
    for (const message of messages) {
      const original = theirs.get(message.id);
      if (original) expect({ [message.id]: asked(message) }).toEqual({ [message.id]: asked(original) });
    }
  });
});

describe('the code', () => {
  const code = globSync('**/*.{ts,tsx}', { cwd: source })
    .filter((path) => !path.includes('.test.'))
    .map(read)
    .join('\n');
  const named = new Set([...code.matchAll(/['"]([a-z-]+\.[\w.-]+)['"]/g)].map(([, id]) => id));
  /** Ids that are put together, as in `catalog.action.${action}`. */
  const beginnings = [...code.matchAll(/`([a-z-]+\.[\w.-]*)\$\{/g)].map(([, beginning = '']) => beginning);

  test('uses every message', () => {
    const isUsed = (id: string) => named.has(id) || beginnings.some((beginning) => id.startsWith(beginning));
    expect(ids(english).filter((id) => !isUsed(id))).toEqual([]);
  });

  test('asks for no message that is not there', () => {
    const known = new Set([...ids(english), ...shared, ...ids(messagesOf('de')).filter(isSentence)]);
    const called = [...code.matchAll(/\bt\(\s*['"]([^'"]+)['"]/g)].map(([, id = '']) => id);
    expect(called.filter((id) => !known.has(id))).toEqual([]);
  });
});
