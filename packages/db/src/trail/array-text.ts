const TO_ESCAPE = /["\\]/;

/**
 * Many values as one text that PostgreSQL reads as an array of any type ("Array Input and Output Syntax"): a third of what the
 * driver takes, which escapes each value and asks its type.
 */
export function arrayText(values: readonly (string | number | null)[]): string {
  let text = '{';
  for (const value of values) text += `${text.length > 1 ? ',' : ''}${elementText(value)}`;
  return `${text}}`;
}

function elementText(value: string | number | null): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  return `"${TO_ESCAPE.test(value) ? value.replaceAll(/["\\]/g, String.raw`\$&`) : value}"`;
}
