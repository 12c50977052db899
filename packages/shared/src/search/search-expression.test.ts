import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../errors.ts';
import { parseSearch } from './search-expression.ts';

describe('a search expression', () => {
  test('has words, phrases, keys with comma lists, ranges and exclusions', () => {
    const { include, exclude } = parseSearch(
      'logo "new website" user:John.Doe,jane action:deleted type:project project:42 created:>=2025-10-01 created:2025-10-01..2025-10-31 -action:updated -draft',
    );
    expect(include).toMatchObject({
      phrases: ['logo', 'new website'],
      usernames: ['john.doe', 'jane'],
      actions: ['deleted'],
      types: ['project'],
      project_ids: [42],
    });
    expect(include.created).toEqual([
      [{ from: new Date('2025-10-01T00:00:00Z') }],
      [{ from: new Date('2025-10-01T00:00:00Z'), to: new Date('2025-10-31T23:59:59.999Z') }],
    ]);
    expect(exclude).toMatchObject({ actions: ['updated'], phrases: ['draft'] });
  });

  test('has keys, types and actions in any case, values in quotes, and ranges that are open', () => {
    const { include, exclude } = parseSearch(
      'TYPE:Project Action:DELETED user:"Jané Doe","a, b" -User:Max created:..2025-10-31,2025-12-01..',
    );
    expect(include).toMatchObject({
      types: ['project'],
      actions: ['deleted'],
      usernames: ['jané doe', 'a, b'],
      created: [[{ to: new Date('2025-10-31T23:59:59.999Z') }, { from: new Date('2025-12-01T00:00:00Z') }]],
    });
    expect(exclude.usernames).toEqual(['max']);
  });

  test.each<[string, string[], string[]]>([
    ['"meet at 10:30" 10:30', ['meet at 10:30', '10:30'], []],
    ['https://example.com/a', ['https://example.com/a'], []],
    ['-"usr:x" -draft', [], ['usr:x', 'draft']],
    [`it's O'Brien`, ["it's", "O'Brien"], []],
    [String.raw`"a \"b\" c\\" d`, [String.raw`a "b" c\ `.trim(), 'd'], []],
    ['logo "not closed', ['logo', 'not closed'], []],
    ['🔥launch', ['🔥launch'], []],
  ])('%s is words and phrases', (q, included, excluded) => {
    const { include, exclude } = parseSearch(q);
    expect([include.phrases, exclude.phrases]).toEqual([included, excluded]);
  });

  test.each([
    ['action:exploded', /exploded.*created, updated/],
    ['type:planet', /planet.*project/],
    ['project:x', /project: must be a whole number/],
    ['project:1e3', /project: must be a whole number/],
    ['project:0x10', /project: must be a whole number/],
    ['created:yesterday', /created: must be an ISO 8601/],
    ['created:2025-10-02..2025-10-01', /created: 2025-10-02 must not be after 2025-10-01/],
    ['created:..', /without a beginning and an end/],
    ['user:', /"user:" without a value/],
    ['user:a,', /"user:" without a value/],
    ['   ', /must have words/],
    ['!!!', /"!!!", in which there is no letter or digit/],
    ['🔥', /"🔥", in which there is no letter or digit/],
    ['->', /">", in which there is no letter or digit/],
    ['-!!!', /"!!!", in which there is no letter or digit/],
    ['logo ""', /"", in which there is no letter or digit/],
    ['usr:john', /unknown key "usr:", did you mean "user:"\?/],
    ['-Actoin:deleted', /unknown key "actoin:", did you mean "action:"\?/],
    ['colour:red', /unknown key "colour:"\. The keys are user:, type:, action:, project:, created:/],
    [`${'x'.repeat(400)}:y`, /unknown key "x{20}…:"/],
  ])('%s is refused with what was expected', (q, message) => {
    expect(() => parseSearch(q)).toThrow(AppError);
    expect(() => parseSearch(q)).toThrow(message);
  });

  test('of any text is understood or refused, and never another error', () => {
    const part = fc.constantFrom(
      'user:',
      'created:',
      'a',
      '10:30',
      ' ',
      '-',
      '"',
      "'",
      ',',
      '\\',
      ':',
      '..',
      '>',
      'é',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.array(part).map((parts) => parts.join('')),
        ),
        (q) => {
          try {
            const { include, exclude } = parseSearch(q);
            expect([...Object.values(include), ...Object.values(exclude)].flat()).not.toHaveLength(0);
          } catch (error) {
            expect(error).toBeInstanceOf(AppError);
          }
        },
      ),
    );
  });
});
