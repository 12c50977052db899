import { ActionIcon } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type Activity, actionCatalog, nameOf } from '@timetracker/shared';
import type { ReactNode } from 'react';
import { formatTime } from '../../i18n/format.ts';
import { BackdatedMark } from '../../ui/backdated-mark.tsx';
import { CatalogIcon } from '../../ui/catalog-icon.tsx';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import classes from './row.module.css';
import { Name } from '../../ui/name.tsx';

export interface RowFrameProps {
  /** The newest of what the row tells. */
  activity: Activity;
  id: string;
  isOpen: boolean;
  toggleLabel: string;
  onToggle: () => void;
  children: ReactNode;
}

/** The columns of a row: when, who, what, how long ago, and the way to more of it. */
export const RowFrame = ({ activity, id, isOpen, toggleLabel, onToggle, children }: RowFrameProps) => {
  const { icon, color } = actionCatalog[activity.action];
  return (
    <div className={classes['line']}>
      <span className={classes['clock']} aria-hidden>
        {formatTime(activity.created_at)}
      </span>
      <span className={classes['avatar']}>
        <PersonAvatar name={activity.display_name} size={26} />
      </span>
      <span className={classes['who']} id={`${id}-who`} title={nameOf(activity)}>
        <Name of={activity} />
      </span>
      <span className={classes['what']}>
        <span
          className={classes['icon']}
          style={{ color: `light-dark(var(--mantine-color-${color}-8), var(--mantine-color-${color}-4))` }}
        >
          <CatalogIcon name={icon} size={16} />
        </span>
        <span className={classes['sentence']}>{children}</span>
      </span>
      <span className={classes['ago']} id={`${id}-when`}>
        {activity.backdated && <BackdatedMark />}
        <RelativeTime moment={activity.created_at} />
      </span>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="md"
        className={classes['toggle'] ?? ''}
        aria-label={toggleLabel}
        aria-expanded={isOpen}
        data-toggle
        onClick={onToggle}
      >
        <IconChevronRight
          size={16}
          aria-hidden
          className={classes['chevron']}
          data-open={isOpen || undefined}
        />
      </ActionIcon>
    </div>
  );
};
