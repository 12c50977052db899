import type { MessageId } from '../i18n/index.ts';

/** One thing that was recomputed, and what came of it. */
export interface Check {
  /** What was checked. */
  title: MessageId;
  /** `open`: nothing here can tell. */
  result: 'holds' | 'fails' | 'open';
  /** What that means. */
  says: MessageId;
  /** What this browser computed, and what it should be. */
  computed?: string | undefined;
  expected?: string | undefined;
}

/** Whether nothing contradicts. What could not be checked is no contradiction. */
export const allHold = (checks: readonly Check[]): boolean =>
  checks.every(({ result }) => result !== 'fails');
