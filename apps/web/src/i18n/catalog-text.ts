import { describeActivity, harmless } from '@timetracker/shared';
import { type Facts, ownSentence } from './active-locale.ts';

export * from './catalog-labels.ts';

/**
 * What an activity says in the language of the page. In English, its description. In another language, the standard
 * sentence of these facts, where the description is the standard one too: any other was written by somebody. It is
 * harmless, but may be written from the right: it belongs into an element of its own, or between isolates.
 */
export function sentenceOf(activity: Facts & { description: string }): string {
  const standard = describeActivity(activity);
  const description = activity.description || standard;
  return harmless(description === standard ? (ownSentence(activity) ?? standard) : description);
}
