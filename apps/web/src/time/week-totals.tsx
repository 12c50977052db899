import { Card, Text } from '@mantine/core';
import { formatDuration } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Isolated } from '../ui/isolated.tsx';
import { ProjectDot } from '../ui/project-dot.tsx';
import classes from './time.module.css';
import { type DayTime, sharesOf, sumOf } from './week-time.ts';

const PERCENT = 100;

/** The week in numbers: altogether, and what each project took. */
export function WeekTotals({ days }: { days: readonly DayTime[] }) {
  const total = sumOf(days);
  return (
    <Card component="section" aria-label={t('time.total')} className={classes['totals'] ?? ''} mb="md">
      <div>
        <Text size="sm" c="dimmed">
          {t('time.total')}
        </Text>
        <div className={classes['total']}>{formatDuration(total)}</div>
      </div>
      <ul className={classes['shares']} aria-label={t('time.by_project')}>
        {sharesOf(days).map(({ project_id, name, color, seconds }) => (
          <li key={project_id} className={classes['share']}>
            <span className={classes['shareName']}>
              <ProjectDot color={color} />
              <Isolated>{name}</Isolated>
            </span>
            <span className={classes['shareTime']}>{formatDuration(seconds)}</span>
            <span aria-hidden className={classes['track']}>
              <span
                className={classes['bar']}
                style={{
                  width: `${(seconds / Math.max(total, 1)) * PERCENT}%`,
                  background: `var(--mantine-color-${color}-6)`,
                }}
              />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
