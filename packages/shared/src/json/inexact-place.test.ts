import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isExactNumber } from './exact-number.ts';
import { inexactPlace } from './inexact-place.ts';
import { parseExactly } from './parse-exactly.ts';

test.each([
  '0',
  '-0',
  '-0.0',
  '1',
  '-1.50',
  '1e2',
  '1E+2',
  '100e-2',
  '0.1',
  '0.30000000000000004',
  '9007199254740991',
  '9007199254740992',
  '-9007199254740994',
  '1e21',
  '1000000000000000000000',
  '1.7976931348623157e308',
  '5e-324',
  '0e999999',
  '0.000000000000000000000001',
  `1${'0'.repeat(308)}`,
])('%s is kept', (literal) => expect(isExactNumber(literal)).toBe(true));

test.each([
  '9007199254740993',
  '-9007199254740993',
  '123456789012345678',
  '12345678901234567890',
  '1e400',
  '-1e400',
  '1e-400',
  '0.1234567890123456789',
  '1.00000000000000000001',
  '123456789.123456789',
  '0.1e-999999999999',
  '1e309',
])('%s is not', (literal) => expect(isExactNumber(literal)).toBe(false));

test('a number of a million digits is judged at once', () => {
  const begin = performance.now();
  expect(isExactNumber(`1${'0'.repeat(1_000_000)}1`)).toBe(false);
  expect(isExactNumber(`0.${'0'.repeat(1_000_000)}1`)).toBe(false);
  expect(performance.now() - begin).toBeLessThan(1_000);
});

const number = 'is a number that cannot be kept exactly; send it as text';
const text = 'must not contain NUL or unpaired surrogate characters';
test.each([
  ['{"a":[1,{"b":9007199254740993}]}', 'a.1.b', number],
  ['[[],{},"[,",9007199254740993]', '3', number],
  ['{"a":{},"b":1e400}', 'b', number],
  ['-1e400', '', number],
  ['{"a":1,"b":{"a":1},"a":2}', 'a', 'stands twice in its object'],
  [String.raw`{"a":1,"\u0061":2}`, 'a', 'stands twice in its object'],
  ['{"x":{"__proto__":1}}', 'x.__proto__', 'is not allowed as a key'],
  [String.raw`{"\u005f_proto__":1}`, '__proto__', 'is not allowed as a key'],
  [String.raw`{"a":"\u0000"}`, 'a', text],
  [String.raw`{"a":["\ud83d\ude00","\ud83d"]}`, 'a.1', text],
  [String.raw`{"a":{"\ude00":1}}`, 'a.\ude00', text],
])('%s is refused at %s', (json, path, message) => expect(inexactPlace(json)).toEqual({ path, message }));

test.each([
  String.raw`{"a\\":1,"b":"\"9007199254740993\"","c":"{\"c\":1,\"c\":2}","__PROTO__":"__proto__"}`,
  '{"a":{"a":{"a":[{"a":1},{"a":2}]}},"constructor":1,"toString":2,"":3}',
  '"\u{1f600}\ufeff"',
  ' [ ] ',
])('%s is kept', (json) => expect(inexactPlace(json)).toBeUndefined());

test('whatever JSON.stringify writes is kept, with any blanks, and so is what it was', () => {
  const value = fc.jsonValue({ noUnicodeString: false }).filter((one) => {
    const json = JSON.stringify(one);
    return !/__proto__|\\u0000|\\ud[89a-f]/.test(json);
  });
  fc.assert(
    fc.property(value, fc.constantFrom(0, 1, '\t'), (one, blanks) => {
      const json = JSON.stringify(one, null, blanks);
      expect(inexactPlace(json)).toBeUndefined();
      expect(isDeepStrictEqual(parseExactly(json, 'it'), JSON.parse(json))).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test('of any whole number and any decimal, exactly those are kept that are written again with the same value', () => {
  const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,25})(\.\d{1,25})?$/);
  fc.assert(
    fc.property(digits, (literal) => {
      const [whole = '', fraction = ''] = literal.split('.');
      const scale = 60;
      const exact = (of: string, decimals: string) => BigInt(`${of}${decimals.padEnd(scale, '0')}`);
      const [again = '', againFraction = ''] = inFull(Number(literal)).split('.');
      expect(isExactNumber(literal)).toBe(exact(whole, fraction) === exact(again, againFraction));
    }),
    { numRuns: 2_000 },
  );
});

/** The shortest text of a double without an exponent. */
function inFull(value: number): string {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  if (exponent === '0') return mantissa;
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const shift = Number(exponent);
  if (shift > 0) return `${sign}${whole}${fraction.padEnd(shift, '0')}`;
  return `${sign}0.${'0'.repeat(-shift - 1)}${whole}${fraction}`;
}

/** JSON texts that are close to what JavaScript writes, and close to what it does not. */
const { json: closeJson } = fc.letrec<{ json: string; list: string; object: string }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(
      '1',
      '-0',
      '1.50',
      '1e21',
      '1e+21',
      '1e400',
      '9007199254740993',
      'true',
      'null',
      '5e-324',
    ),
    fc.constantFrom(
      '""',
      '"\u{1f600}"',
      String.raw`"\u0000"`,
      String.raw`"\ud83d"`,
      String.raw`"\n"`,
      '"__proto__"',
    ),
    tie('list'),
    tie('object'),
  ),
  list: fc.array(tie('json'), { maxLength: 3 }).map((items) => `[${items.join(',')}]`),
  object: fc
    .array(fc.tuple(fc.constantFrom('a', 'b', '2', '1', '__proto__', String.raw`\u0061`), tie('json')), {
      maxLength: 3,
    })
    .map((entries) => `{${entries.map(([key, value]) => `"${key}":${value}`).join(',')}}`),
}));

test('of any JSON, exactly that is taken of which nothing is lost, however it is written', () => {
  const taken = (json: string) => {
    try {
      return isDeepStrictEqual(parseExactly(json, 'it'), JSON.parse(json));
    } catch {
      return false;
    }
  };
  fc.assert(
    fc.property(closeJson, (json) => {
      expect(taken(json)).toBe(inexactPlace(json) === undefined);
    }),
    { numRuns: 5_000 },
  );
});

test('broken JSON is said to be broken, whatever stands in it', () => {
  for (const broken of [
    '',
    '{"a":1,"a":2',
    '{"a":"\\',
    '"\\u12"',
    '[1e400',
    '-',
    '{]',
    '}{',
    'NaN',
    '{"a":NaN}',
    '[1e]',
  ])
    expect(() => parseExactly(broken, 'The body')).toThrow('The body is not valid JSON');
});
