import { isUtf8 } from 'node:buffer';
import { inexactPlace } from '@timetracker/shared';

/** What a JSON text says, or why it cannot be kept as it is written. */
export type ReadValue = { value: unknown } | { unreadable: string };

/**
 * Reads JSON exactly.
 * @param where the path of the text in its row
 */
export function readValue(bytes: Buffer | string, where = ''): ReadValue {
  if (typeof bytes !== 'string' && !isUtf8(bytes)) return { unreadable: 'is not valid UTF-8' };
  const text = bytes.toString('utf8');
  try {
    const value: unknown = JSON.parse(text);
    const lost = inexactPlace(text);
    if (lost === undefined) return { value };
    const path = [where, lost.path].filter((part) => part !== '').join('.');
    return { unreadable: `${path} ${lost.message}`.trimStart() };
  } catch {
    return { unreadable: `${where} is not JSON`.trimStart() };
  }
}
