import { hash, randomBytes } from 'node:crypto';
import { logEntry, type PersonalFields, type PublicFacts, personalText } from '@timetracker/shared';

/** An activity's place in the tamper-evident log: the RFC 6962 leaf hash, and the salt of what it commits to. Hex. */
export interface Leaf {
  id: number;
  hash: string;
  salt: string;
}

const SALT_BYTES = 16;
const ZERO = '\0';

// Texts in and out: six times as fast as buffers.
const sha256 = (text: string): string => hash('sha256', text, 'hex');

/**
 * The leaf of an activity (RFC 6962, 2.1). Without the salt, which erasing destroys, nobody can try out what the
 * personal fields may have been.
 * @param salt hexadecimal; its digits stand before the personal text in what is hashed
 */
export const leafHash = (facts: PublicFacts, personal: PersonalFields, salt: string): string =>
  sha256(ZERO + logEntry(facts, sha256(salt + personalText(personal))));

/** The leaves of new activities, each with a salt of its own. */
export function newLeaves(activities: readonly (PublicFacts & PersonalFields)[]): Leaf[] {
  const digits = SALT_BYTES * 2;
  const salts = randomBytes(SALT_BYTES * activities.length).toString('hex');
  return activities.map((activity, index) => {
    const salt = salts.slice(index * digits, (index + 1) * digits);
    return { id: activity.id, hash: leafHash(activity, activity, salt), salt };
  });
}
