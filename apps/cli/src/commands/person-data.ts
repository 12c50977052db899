import { writeFile } from 'node:fs/promises';
import { actingAs, systemActor } from '@timetracker/db';
import { handOutPersonData, outsideToRead } from '@timetracker/privacy';
import { shownJson } from '@timetracker/shared';
import { findUser } from '../find-user.ts';
import type { Outcome } from '../print.ts';
import { withDatabase } from '../with-database.ts';

const quietLog = { warn: () => undefined };

/** The options of `activity person-data`. */
export interface PersonDataOptions {
  user: string;
  output?: string;
}

/**
 * Everything that is held about a person as one JSON document: printed, or written to a file that only this account may
 * read.
 * @throws {AppError} invalid for an unknown user
 */
export function personData({ user, output }: PersonDataOptions): Promise<Outcome> {
  return withDatabase(async (database, env, url) => {
    const em = database.em.fork();
    const { id } = await findUser(em, user);
    const outside = await outsideToRead(database, { ...env, DATABASE_URL: url, log: quietLog });
    const data = await actingAs(systemActor, () => handOutPersonData(em, id, outside));
    const text = shownJson(data, 2);
    if (output === undefined) return { json: data, text };
    await writeFile(output, text, { mode: 0o600 });
    return {
      json: { user_id: id, file: output, activities: data.activities.length },
      text: `Written to ${output}`,
    };
  });
}
