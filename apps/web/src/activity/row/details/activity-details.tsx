import { IconShieldCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Activity } from '@timetracker/shared';
import { actionLabel, entityLabel } from '../../../i18n/catalog-text.ts';
import { t } from '../../../i18n/index.ts';
import { exactTime } from '../../../i18n/relative-time.ts';
import { useIsAdmin } from '../../../session/me.ts';
import { Isolated } from '../../../ui/isolated.tsx';
import { useRowActions } from '../row-actions.ts';
import { ChangeTable } from './change-table.tsx';
import classes from './details.module.css';
import { Fact } from './fact.tsx';
import { fieldChanges } from './field-changes.ts';
import { OtherData } from './other-data.tsx';
import { SecurityFacts } from './security-facts.tsx';

/** Everything that is known of an activity: its changes field by field, then who, when, from where. */
export default function ActivityDetails({ activity }: { activity: Activity }) {
  const isAdmin = useIsAdmin();
  const project = useRowActions().projectName(activity.project_id);
  const changes = fieldChanges(activity);
  return (
    <div className={classes['details']}>
      {changes.length > 0 && <ChangeTable changes={changes} />}
      <OtherData activity={activity} />
      <dl className={classes['facts']}>
        <Fact label={t('activity.fact.when')}>
          {exactTime(Date.parse(activity.created_at))}
          {activity.backdated && ` (${t('activity.backdated')})`}
        </Fact>
        {activity.username !== null && (
          <Fact label={t('activity.fact.who')}>
            <Isolated>{activity.username}</Isolated>
          </Fact>
        )}
        <Fact label={t('activity.fact.what')}>
          {actionLabel(activity.action)} · {entityLabel(activity.entity_type)}{' '}
          {t('activity.number_of_entity', { id: activity.entity_id })}
        </Fact>
        {project && (
          <Fact label={t('activity.fact.project')}>
            <Isolated>{project}</Isolated>
          </Fact>
        )}
        <Fact label={t('activity.fact.source')}>{sourceLabel(activity.source)}</Fact>
        <Fact label={t('activity.fact.id')}>
          <a href={`/api/activities/${activity.id}`} target="_blank" rel="noreferrer">
            {activity.id}
          </a>
        </Fact>
        <Fact label={t('activity.fact.proof')}>
          <Link
            to="/activity/$activityId/proof"
            params={{ activityId: activity.id }}
            className={classes['prove']}
          >
            <IconShieldCheck size={14} aria-hidden />
            {t('activity.prove')}
          </Link>
        </Fact>
        {isAdmin && <SecurityFacts id={activity.id} />}
      </dl>
    </div>
  );
}

const sources = ['app', 'api', 'import'] as const;

function sourceLabel(source: string): string {
  const known = sources.find((name) => name === source);
  return known ? t(`activity.source.${known}`) : source;
}
