import fc from 'fast-check';

/** Text that programs stumble over. */
export const oddText = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'null',
    'undefined',
    'NaN',
    '0',
    '-1',
    '1e400',
    '0x10',
    '9007199254740993',
    '__proto__',
    'constructor',
    'toString',
    '%',
    '%ff',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\ufeff',
    '\u202eevil',
    '\u200b',
    '\u2028',
    '👩‍👩‍👧‍👦'.repeat(20),
    'e\u0301'.repeat(40),
    "'; drop table users; --",
    '" or 1=1',
    '<script>alert(1)</script>',
    '../../etc/passwd',
    '${7*7}{{7*7}}',
    '\r\nx-injected: 1',
    'System',
    'İ',
    'ß',
  ),
  fc.constantFrom(
    '0000-01-01',
    '0001-01-01T00:00:00+14:00',
    '9999-12-31',
    '9999-12-31T23:59:59.999-23:59',
    '+275760-09-13T00:00:00Z',
    '-000001-01-01T00:00:00Z',
    '2026-02-30',
    '2026-13-01',
    '2026-03-29T02:30:00',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:00:60Z',
    '1970-01-01T00:00:00.0000000001Z',
    'Europe/Berlin',
    'IST',
    '+05:30',
    'Etc/GMT+25',
    'America/../UTC',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc
    .constantFrom('x', 'é', '🔥', '\\', '"', 'a b ')
    .chain((part) => fc.constantFrom(100, 501, 10_001, 70_000).map((length) => part.repeat(length))),
);

export const oddNumber = fc.constantFrom(
  0,
  -0,
  -1,
  1.5,
  1e-7,
  2_147_483_647,
  2_147_483_648,
  -2_147_483_649,
  9_007_199_254_740_991,
  9_007_199_254_740_992,
  1e21,
  1.7976931348623157e308,
  Number.MIN_VALUE,
);

const nested = (depth: number): unknown =>
  depth === 0 ? 1 : depth % 2 ? [nested(depth - 1)] : { a: nested(depth - 1) };

/** A value that a field does not expect. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  oddText,
  oddNumber,
  fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], ['a', 1], { a: null }, { length: 3 }),
  fc.constantFrom(30, 200, 2_000).map(nested),
  fc.constantFrom(100, 3_000).map((count) => Array.from({ length: count }, (_, index) => index)),
  fc.constantFrom(100, 3_000).map((count) => Array.from({ length: count }, () => ({}))),
  fc
    .constantFrom(100, 3_000)
    .map((count) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, null]))),
);
