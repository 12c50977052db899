import { countActivities, listActivities, type Visibility } from '@timetracker/activities';
import type { Activity } from '@timetracker/shared';
import { chance } from './chance.ts';
import type { History } from './history.ts';

/** Two neighbouring words of an activity's name. */
export interface Sample extends Pick<Activity, 'entity_type' | 'created_at'> {
  phrase: string;
}

const PAGES = 40;
const LIMIT = 100;
const codeName = /\((?<word>\p{Lu}\p{Ll}{7})\)/u;
const twoWords = /(?<![^ ])(?<phrase>\p{L}{2,} \p{L}{2,})(?![^ ])/gu;

/** Rare words, and phrases, of activities at random depths that somebody may see. */
export async function sampleNames(
  { db }: History,
  visibility: Visibility,
): Promise<{ codeNames: string[]; phrases: Sample[] }> {
  const total = await countActivities(db.em.fork(), {}, visibility);
  const codeNames: string[] = [];
  const phrases: Sample[] = [];
  for (let sample = 0; sample < PAGES; sample += 1) {
    const page = 1 + Math.floor(chance(sample, 7) * (total / LIMIT));
    const { activities } = await listActivities(db.em.fork(), { limit: LIMIT, page }, visibility);
    for (const [index, { entity_name, entity_type, created_at }] of activities.entries()) {
      const word = codeName.exec(entity_name ?? '')?.groups?.['word'];
      if (word) codeNames.push(word);
      const found = [...(entity_name ?? '').matchAll(twoWords)];
      const phrase = found[Math.floor(chance(index, sample) * found.length)]?.groups?.['phrase'];
      if (phrase) phrases.push({ phrase, entity_type, created_at });
    }
  }
  return { codeNames, phrases };
}
