import { isUtf8 } from 'node:buffer';
import { firstCharacters, MAX_USER_AGENT } from '@timetracker/shared';

/**
 * What a client calls itself, as far as an activity has room for it. Headers arrive as bytes, one a character: those that
 * are UTF-8 are read as such, and others stay as they are.
 */
export function userAgentIn(header: string | undefined): string | null {
  if (header === undefined) return null;
  const bytes = Buffer.from(header, 'latin1');
  return firstCharacters(isUtf8(bytes) ? bytes.toString('utf8') : header, MAX_USER_AGENT);
}
