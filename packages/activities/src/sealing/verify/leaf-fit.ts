import { hash } from 'node:crypto';
import type { Hash } from '@timetracker/log';
import { logEntry, personalText } from '@timetracker/shared';
import type { LoggedActivity, StoredLeaf } from './log-evidence.ts';

const sha256 = (text: string): Hash => hash('sha256', text, 'hex');

/** The digest of personal fields with a salt (hex). */
export const personalDigest = (activity: LoggedActivity, salt: string): Hash =>
  sha256(salt + personalText(activity));

/** The commitment that goes with an activity and a leaf: computed while the salt is there, kept once it is erased. */
export const commitmentOf = (activity: LoggedActivity, leaf: StoredLeaf): Hash | null =>
  leaf.salt === null ? leaf.commitment : personalDigest(activity, leaf.salt);

/** Whether an activity, were its number `id`, hashes to a leaf. */
export function fits(activity: LoggedActivity, leaf: StoredLeaf, id: number): boolean {
  const commitment = commitmentOf(activity, leaf);
  return commitment !== null && sha256(`\0${logEntry({ ...activity, id }, commitment)}`) === leaf.hash;
}
