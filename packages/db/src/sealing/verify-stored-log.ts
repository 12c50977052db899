import type { EntityManager } from '@mikro-orm/postgresql';
import { withStoredEvidence } from './verify/stored-evidence.ts';
import { type Verdict, verifyLog, type VerifyOptions } from './verify/verify-log.ts';

/** Verifies the log of a database: {@link verifyLog}, in one snapshot, whatever is stored and sealed meanwhile. */
export const verifyStoredLog = (
  em: EntityManager,
  options?: Pick<VerifyOptions, 'outside' | 'onProgress' | 'now'>,
): Promise<Verdict> => withStoredEvidence(em, (evidence) => verifyLog(evidence, options));
