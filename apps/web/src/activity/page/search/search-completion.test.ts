import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { complete, completions } from './search-completion.ts';
import type { SearchValues } from './search-words.ts';

const values: SearchValues = {
  user: [
    { value: 'john.doe', label: 'John Doe' },
    { value: 'jane', label: 'Jané Smith' },
  ],
  type: [
    { value: 'task', label: 'Tasks' },
    { value: 'time_entry', label: 'Time Entries' },
  ],
  action: [
    { value: 'deleted', label: 'Deleted' },
    { value: 'updated', label: 'Updated' },
  ],
  project: [
    { value: '42', label: 'New Website' },
    { value: '7', label: 'Website for Joiners' },
  ],
  created: [{ value: '>=2026-01-01', label: 'Since 1 January' }],
};
const offered = (text: string, caret = text.length) =>
  completions(text, caret, values, (key) => key).map((completion) => completion.text);
/** Takes the first offer; the caret is shown as |. */
const taken = (text: string, caret = text.length) => {
  const [first] = completions(text, caret, values, (key) => key);
  if (!first) throw new Error(`nothing is offered for ${text}`);
  const after = complete(text, caret, first);
  return `${after.text.slice(0, after.caret)}|${after.text.slice(after.caret)}`;
};

describe('offers', () => {
  test.each<[string, string[]]>([
    ['', ['user:', 'type:', 'action:', 'project:', 'created:']],
    ['-', ['user:', 'type:', 'action:', 'project:', 'created:']],
    ['logo ', ['user:', 'type:', 'action:', 'project:', 'created:']],
    ['u', ['user:']],
    ['user:', ['john.doe', 'jane']],
    ['-user:', ['john.doe', 'jane']],
    ['USER:ja', ['jane']],
    ['user:smi', ['jane']],
    ['user:jane smi', ['user:jane']],
    ['user:john.doe,', ['jane']],
    ['project:web', ['7', '42']],
    ['project:4', ['42']],
    ['type:time', ['time_entry']],
    ['created:', ['>=2026-01-01']],
    ['del', ['action:deleted']],
    ['jo', ['user:john.doe', 'project:7']],
    ['"type', []],
    ['"user: ', []],
    ['colour:r', []],
    ['user:nobody', []],
  ])('for %s', (text, expected) => {
    expect(offered(text)).toEqual(expected);
  });

  test('for the term at the caret, wherever it stands', () => {
    expect(offered('user:ja type:task', 'user:ja'.length)).toEqual(['jane']);
  });
});

describe('taking one', () => {
  test.each([
    ['us', 'user:|'],
    ['-typ', '-type:|'],
    ['user:ja', 'user:jane |'],
    ['user:john.doe,ja', 'user:john.doe,jane |'],
    ['logo -action:del', 'logo -action:deleted |'],
    ['project:new', 'project:42 |'],
    ['upd', 'action:updated |'],
  ])('%s becomes %s', (text, expected) => {
    expect(taken(text)).toBe(expected);
  });

  test('leaves the rest of the expression as it is', () => {
    expect(taken('user:ja logo', 'user:ja'.length)).toBe('user:jane |logo');
    expect(taken('us logo', 'us'.length)).toBe('user:| logo');
    expect(taken('type:tXX logo', 'type:t'.length)).toBe('type:task |logo');
  });

  test('keeps what stands before it, and the caret within the text', () => {
    const part = fc.constantFrom('user:', 'ja', ' ', '-', '"', ',', 'type:', 'x', 'jane');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.nat(), (parts, place) => {
        const text = parts.join('');
        const caret = place % (text.length + 1);
        for (const completion of completions(text, caret, values, (key) => key)) {
          const after = complete(text, caret, completion);
          expect(after.caret).toBeLessThanOrEqual(after.text.length);
          expect(after.text.slice(0, after.caret).trimEnd().endsWith(completion.text)).toBe(true);
        }
      }),
    );
  });
});
