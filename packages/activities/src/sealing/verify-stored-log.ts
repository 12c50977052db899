import type { EntityManager } from '@mikro-orm/postgresql';
import type { NoteVerifier } from '@timetracker/log';
import { withStoredEvidence } from './verify/stored-evidence.ts';
import { type Verdict, type VerifyOptions, verifyLog } from './verify/verify-log.ts';

/** How a stored log is verified. */
export interface VerifyStoredOptions extends Pick<VerifyOptions, 'outside' | 'onProgress' | 'now'> {
  /** One of these has to have signed the newest checkpoint; without any, one that the database lists. */
  keys?: readonly NoteVerifier[];
}

/** Verifies the log of a database: {@link verifyLog}, in one snapshot, whatever is stored and sealed meanwhile. */
export const verifyStoredLog = (
  em: EntityManager,
  { keys = [], ...options }: VerifyStoredOptions = {},
): Promise<Verdict> =>
  withStoredEvidence(em, (evidence) =>
    verifyLog(
      keys.length > 0 ? { ...evidence, keys: [...keys, ...evidence.keys], pinned: keys } : evidence,
      options,
    ),
  );
