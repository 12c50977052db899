import type { EntityManager } from '@mikro-orm/postgresql';
import { namesOf, personalOf, recognizerOf, redact, subjectRelation } from '@timetracker/activities';
import { sql } from 'kysely';
import { addressesOf, sessionAddressesOf } from './addresses.ts';
import { checkAnonymizable } from './check-anonymizable.ts';
import { addCounts, type Counts } from './counts.ts';
import { identitiesOf } from './identities.ts';
import { redactTexts } from './redact-tables.ts';
import { redactWaiting } from './redact-waiting.ts';
import { type SubjectQuery, scanActivities } from './scan-activities.ts';

/** Activities with a word that may be a name or not. */
interface AmbiguousMatches {
  count: number;
  /** The first ones. */
  samples: { id: number; description: string }[];
}

/** What an anonymization would change. */
export interface AnonymizationPreview {
  counts: Counts;
  /** Replaced, because the person is involved or mentioned. */
  ambiguous_replaced: AmbiguousMatches;
  /** Left as they are. */
  ambiguous_left: AmbiguousMatches;
}

const SAMPLES = 50;

/**
 * Says what {@link runAnonymization} would change, and changes nothing.
 * @throws {AppError} where it would be refused
 */
export async function previewAnonymization(
  em: EntityManager,
  {
    user_id,
    requested_by,
    elsewhere,
  }: { user_id: number; requested_by: number | null; elsewhere: (sought: SubjectQuery) => Promise<Counts> },
): Promise<AnonymizationPreview> {
  const user = await checkAnonymizable(em, user_id, requested_by);
  const sought = {
    user_id,
    names: namesOf(await identitiesOf(em, user)),
    addresses: [...(await addressesOf(em, user_id)), ...(await sessionAddressesOf(em, user_id))],
  };
  const activities = await previewActivities(em, sought);
  const counts = addCounts(
    { activities: activities.changed },
    await redactTexts(em, sought, true),
    await redactWaiting(em, sought, true),
    await elsewhere(sought),
  );
  return { counts, ambiguous_replaced: activities.replaced, ambiguous_left: activities.left };
}

async function previewActivities(em: EntityManager, sought: SubjectQuery) {
  const { rows: heads } = await sql<{ last_id: number }>`select last_id from activity_head`.execute(
    em.getKysely(),
  );
  const head = heads[0]?.last_id ?? 0;
  const recognizer = recognizerOf(sought.names);
  const replaced: AmbiguousMatches = { count: 0, samples: [] };
  const left: AmbiguousMatches = { count: 0, samples: [] };
  let changed = 0;
  for await (const rows of scanActivities(em, sought, 0, head)) {
    for (const row of rows) {
      const result = redact(personalOf(row), recognizer, subjectRelation(row, sought));
      if (result.fields) changed++;
      if (result.ambiguousReplaced > 0) note(replaced, row);
      if (result.ambiguousLeft > 0) note(left, row);
    }
  }
  return { changed, replaced, left };
}

function note(matches: AmbiguousMatches, { id, description }: { id: number; description: string }): void {
  matches.count++;
  if (matches.samples.length < SAMPLES) matches.samples.push({ id, description });
}
