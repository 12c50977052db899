import { DriverException } from '@mikro-orm/core';
import type { EntityManager } from '@timetracker/db';
import { AppError } from '@timetracker/shared';

const constraintOf = (error: unknown): string | undefined =>
  error instanceof DriverException && 'constraint' in error && typeof error.constraint === 'string'
    ? error.constraint
    : undefined;

/**
 * Writes the unit of work; where the database refuses it by a constraint that is a rule for people, says so.
 * @param rules constraint or unique index → the field that breaks it and what was expected of it
 * @throws {AppError} conflict naming the field
 */
export async function flushUnder(
  em: EntityManager,
  rules: Record<string, { path: string; message: string }>,
): Promise<void> {
  try {
    await em.flush();
  } catch (error) {
    const issue = rules[constraintOf(error) ?? ''];
    if (!issue) throw error;
    throw new AppError('conflict', `${issue.path} ${issue.message}`, { issues: [issue], cause: error });
  }
}
