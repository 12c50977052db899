import { Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowBarToRight, IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { elapsedTime, formatDuration, formatTime } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { subjectOf } from '../timer/use-stop-timer.ts';
import { Isolated } from '../ui/isolated.tsx';
import classes from './time.module.css';
import type { Stretch } from './week-time.ts';

interface EntryCardProps {
  stretch: Stretch;
  onEdit: () => void;
  menu: ReactNode;
}

/** An entry, or the part of it that lies on the day. What is billed is not edited, only looked up. */
export function EntryCard({ stretch, onEdit, menu }: EntryCardProps) {
  const { entry, seconds, from, to } = stretch;
  const isRunning = entry.ended_at === null;
  return (
    <li
      className={classes['entry']}
      data-running={isRunning || undefined}
      style={{ borderInlineStartColor: `var(--mantine-color-${entry.project_color}-6)` }}
    >
      <Times stretch={stretch} />
      <span className={classes['duration']}>
        {isRunning && !stretch.goes_on ? elapsedTime(+to - +from) : formatDuration(seconds)}
      </span>
      <span className={classes['menu']}>{menu}</span>
      <div className={classes['body']}>
        {entry.invoice_id === null ? (
          <UnstyledButton className={classes['open']} aria-label={wordsOf(stretch)} onClick={onEdit}>
            <Isolated>{entry.project_name}</Isolated>
          </UnstyledButton>
        ) : (
          <span className={classes['project']}>
            <Isolated>{entry.project_name}</Isolated>
          </span>
        )}
        {entry.task_name && (
          <Text size="sm">
            <Isolated>{entry.task_name}</Isolated>
          </Text>
        )}
        {entry.notes && (
          <Text size="xs" c="dimmed" lineClamp={3}>
            <Isolated>{entry.notes}</Isolated>
          </Text>
        )}
        {entry.invoice_id !== null && <Billed invoice_id={entry.invoice_id} />}
      </div>
    </li>
  );
}

function wordsOf({ entry, from, to, seconds }: Stretch): string {
  const facts = { subject: subjectOf(entry), from: formatTime(from) };
  return entry.ended_at === null
    ? t('time.running_since', facts)
    : t('time.entry', { ...facts, to: formatTime(to), duration: formatDuration(seconds) });
}

function Times({ stretch: { entry, from, to, began_before, goes_on } }: { stretch: Stretch }) {
  const isRunning = entry.ended_at === null && !goes_on;
  return (
    <span className={classes['times']}>
      {began_before && <Across says={t('time.began_before')} />}
      {isRunning ? t('time.since', { from: formatTime(from) }) : `${formatTime(from)}–${formatTime(to)}`}
      {goes_on && <Across says={t('time.goes_on')} />}
    </span>
  );
}

/** Past midnight, there is more of it. */
const Across = ({ says }: { says: string }) => (
  <span title={says} className={classes['across']}>
    <IconArrowBarToRight size={14} aria-hidden />
    <VisuallyHidden>{says}</VisuallyHidden>
  </span>
);

const Billed = ({ invoice_id }: { invoice_id: number }) => (
  <span title={t('time.billed')} className={classes['billed']}>
    <IconLock size={14} aria-hidden />
    <VisuallyHidden>{t('time.billed')}</VisuallyHidden>
    <Link to="/invoices/$invoiceId" params={{ invoiceId: invoice_id }}>
      {t('time.to_invoice')}
    </Link>
  </span>
);
