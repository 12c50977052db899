import { IsolationLevel } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';

/** Reads in one snapshot: what is counted, what is skipped and what is read are of the same moment. */
export const inSnapshot = <Result>(
  em: EntityManager,
  read: (tx: EntityManager) => Promise<Result>,
): Promise<Result> =>
  em.transactional(read, { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true });
