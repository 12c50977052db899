/** Texts, which are passed over, and numbers. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** Every whole number of so few digits is exact. */
const SHORT = /^-?(?:0|[1-9]\d{0,14})$/;

/**
 * Whether the numbers in a text of jsonb are what was written when they were logged: JavaScript wrote them, so that each is
 * the shortest text of its double. Others are read as the same doubles, and hash to the same leaf.
 */
export const hasExactNumbers = (json: string): boolean =>
  (json.match(TOKEN) ?? []).every(
    (token) => token.startsWith('"') || SHORT.test(token) || token === plainText(Number(token)),
  );

/** A number's shortest text without an exponent: numeric, which jsonb holds, has none. */
function plainText(value: number): string {
  const [digits = '', power] = String(value).split('e');
  if (power === undefined) return digits;
  const sign = digits.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = digits.slice(sign.length).split('.');
  const point = whole.length + Number(power);
  const all = whole + fraction;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`;
  return `${sign}${all.padEnd(point, '0')}`;
}
