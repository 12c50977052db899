import type { ActivityProof } from '@timetracker/shared';
import type { MessageId } from '../i18n/index.ts';
import type { Check } from './check.ts';

/** What all checks together come to. */
export interface Judgement {
  /** `open`: nothing contradicts, but the sentence that is shown is not proved. */
  result: Check['result'];
  title: MessageId;
  /** Why the sentence is not proved. */
  unproved?: MessageId;
}

/** Judges an activity as it is shown, its sentence with it: names and texts that nothing proves may be anybody's. */
export function judge({ state }: Pick<ActivityProof, 'state'>, checks: readonly Check[]): Judgement {
  if (checks.some(({ result }) => result === 'fails'))
    return { result: 'fails', title: 'proof.verdict.fails' };
  // An erased activity has nothing that its texts could be compared with, whatever a server says.
  if (state === 'erased')
    return { result: 'open', title: 'proof.verdict.rewritten', unproved: 'proof.verdict.rewritten_why' };
  return checks.every(({ result }) => result === 'holds')
    ? { result: 'holds', title: 'proof.verdict.holds' }
    : { result: 'open', title: 'proof.verdict.holds_public', unproved: 'proof.verdict.withheld_why' };
}
