import { ActionIcon, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { hoursOfDay } from '@timetracker/shared';
import { type ReactNode, useId } from 'react';
import { formatDay, formatDuration, formatShortDay, timeZone } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import classes from './time.module.css';
import type { DayTime, Stretch } from './week-time.ts';

const USUAL_HOURS = 24;

interface DayColumnProps {
  day: DayTime;
  isToday: boolean;
  /** Undefined where nothing can be added: somebody else's week, a day to come. */
  onAdd: (() => void) | undefined;
  renderEntry: (stretch: Stretch) => ReactNode;
}

/** A day: how much, when, and on what. */
export function DayColumn({ day, isToday, onAdd, renderEntry }: DayColumnProps) {
  const id = useId();
  const hours = hoursOfDay(day.day, timeZone());
  return (
    <section className={classes['day']} aria-labelledby={id} data-today={isToday || undefined}>
      <header className={classes['dayHead']}>
        <Title order={3} id={id} className={classes['dayName']} aria-current={isToday ? 'date' : undefined}>
          {formatShortDay(day.day)}
        </Title>
        <span className={classes['dayTotal']} data-none={day.seconds === 0 || undefined}>
          {formatDuration(day.seconds)}
        </span>
        {onAdd && (
          <ActionIcon
            variant="subtle"
            size={28}
            aria-label={t('time.add_on', { day: formatDay(day.day) })}
            onClick={onAdd}
          >
            <IconPlus size={16} aria-hidden />
          </ActionIcon>
        )}
      </header>
      <DayStrip day={day} />
      {hours !== USUAL_HOURS && (
        <Text size="xs" c="dimmed">
          {t('time.day_hours', { hours })}
        </Text>
      )}
      {day.stretches.length > 0 && <ol className={classes['entries']}>{day.stretches.map(renderEntry)}</ol>}
    </section>
  );
}

const PERCENT = 100;

/** A day from midnight to midnight, where something was done in colour: shows the gaps. Decoration. */
function DayStrip({ day: { starts, ends, stretches } }: { day: DayTime }) {
  const length = +ends - +starts;
  const share = (ms: number) => `${(ms / length) * PERCENT}%`;
  return (
    <div aria-hidden className={classes['strip']}>
      {stretches.map(({ entry, from, to }) => (
        <span
          key={entry.id}
          className={classes['stretch']}
          style={{
            insetInlineStart: share(+from - +starts),
            width: share(+to - +from),
            background: `var(--mantine-color-${entry.project_color}-6)`,
          }}
        />
      ))}
    </div>
  );
}
