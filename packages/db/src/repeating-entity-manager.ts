import { setTimeout as delay } from 'node:timers/promises';
import type { TransactionOptions } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';

const TRIES = 4;
const PAUSE_MS = 25;

// Serialization failure, deadlock: PostgreSQL has undone the whole transaction, and says to try it again.
const LOST_RACES = new Set(['40001', '40P01']);

const isLostRace = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && typeof error.code === 'string' && LOST_RACES.has(error.code)) ||
    isLostRace(error.cause));

/**
 * Repeats a transaction that PostgreSQL has ended for the sake of another one, a few times and with pauses of growing
 * and random length. Only a unit of work that begins with its transaction is repeated: it has read nothing before that it
 * could go on with. Its function runs again from the start, so nothing but the database may keep what it did.
 */
export class RepeatingEntityManager extends EntityManager {
  override async transactional<T>(
    work: (em: this) => T | Promise<T>,
    options?: TransactionOptions,
  ): Promise<T> {
    const isWhole = !this.isInTransaction() && this.getUnitOfWork().getIdentityMap().keys().length === 0;
    for (let failed = 1; ; failed += 1) {
      try {
        return await super.transactional(work, { ...options });
      } catch (error) {
        if (!isWhole || failed === TRIES || !isLostRace(error)) throw error;
        await delay(Math.random() * PAUSE_MS * 2 ** failed);
      }
    }
  }
}
