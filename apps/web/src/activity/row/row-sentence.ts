import type { Activity } from '@timetracker/shared';
import { sentenceOf } from '../../i18n/catalog-text.ts';

/**
 * An activity's sentence beside its status pills: what they say is not said twice, where the sentence is the catalog's
 * own. One that somebody wrote is left as it is.
 */
export function rowSentence(activity: Activity): string {
  const { old_status, new_status, ...extra_data } = activity.extra_data;
  const whole = sentenceOf(activity);
  if (old_status === undefined || new_status === undefined) return whole;
  const isStandard = whole === sentenceOf({ ...activity, description: '' });
  return isStandard ? sentenceOf({ ...activity, description: '', extra_data }) : whole;
}
