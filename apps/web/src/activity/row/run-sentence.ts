import type { Activity } from '@timetracker/shared';
import { entityLabel, sentenceOf } from '../../i18n/catalog-text.ts';
import { t } from '../../i18n/index.ts';

/**
 * What a run of activities comes to: `Updated 5 tasks in New Website`, or, where all are about one thing,
 * `Updated "Logo" 5 times`.
 * @param activities of one action and one type, at least one
 * @param project_name where it is not the thing itself, and known
 */
export function runSentence(activities: readonly Activity[], project_name: string | undefined): string {
  const [newest] = activities;
  if (!newest) return '';
  const { action, entity_type, entity_name } = newest;
  if (entity_type === 'audit')
    return t('activity.run.times', { sentence: sentenceOf(newest), count: activities.length });
  const things = new Set(activities.map(({ entity_id }) => entity_id)).size;
  const label = entityLabel(entity_type);
  const one = entity_name ? t('activity.run.one_thing', { type: label, name: entity_name }) : label;
  const all = things === 1 ? one : t(`activity.run.type.${entity_type}`, { count: things });
  const isWithin = project_name !== undefined && entity_type !== 'project';
  const subject = isWithin ? t('activity.run.in_project', { subject: all, project: project_name }) : all;
  const sentence = t(`activity.run.${action}`, { subject });
  return things === 1 ? t('activity.run.times', { sentence, count: activities.length }) : sentence;
}
