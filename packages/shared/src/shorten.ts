const MORE = '…';

/**
 * A text cut to at most `most` code points, with `…` at the end of what was cut: for messages that quote what somebody
 * sent. No character outside the basic plane is cut in two.
 */
export function shorten(text: string, most: number): string {
  // A code point has at most two code units: no more of the text need be looked at, however long it is.
  const start = text.slice(0, 2 * most + 1);
  const points = Array.from(start);
  if (start.length === text.length && points.length <= most) return text;
  return points.slice(0, most - 1).join('') + MORE;
}
