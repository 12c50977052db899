import { VisuallyHidden } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import { type Activity, actionCatalog, nameOf } from '@timetracker/shared';
import { type ReactNode, type Ref, useId } from 'react';
import { formatTime } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { CatalogIcon } from '../../ui/catalog-icon.tsx';
import { Name } from '../../ui/name.tsx';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import ui from '../../ui/ui.module.css';
import classes from './row.module.css';

export interface RowProps {
  /** The newest of what the row tells. */
  activity: Activity;
  sentence: ReactNode;
  /** What stands behind the sentence. */
  facts?: ReactNode;
  /** Before the time: of what type the thing is. */
  type?: ReactNode;
  /** Counts the articles of the feed, from 1. */
  position: number;
  /** How many articles there are; -1 while nobody knows. */
  size: number;
  /** Whether the Tab key stops at it. */
  isTabStop: boolean;
  ref?: Ref<HTMLElement>;
  /** Where there is not much room, all columns but the first stand below each other. */
  isNarrow?: boolean;
  /** The time in full, as for the ear. */
  isExact?: boolean;
  /** In a list whose rows can be gone to by key. */
  rowKey?: string;
  isNew?: boolean;
  isNested?: boolean;
  hasArrived?: boolean;
  /** The heading of the day that the row opens, for the ear; its visible twin stands above the row. */
  heading?: ReactNode;
  /** The way to more of what it tells. */
  toggle?: ReactNode;
  /** What is below the row when it is open. */
  children?: ReactNode;
}

/**
 * A row of any feed: when, who, what, how long ago, and the way to more of it. An article that takes the focus (WAI-ARIA
 * feed pattern).
 */
export function Row({ activity, ref, ...props }: RowProps) {
  const id = useId();
  const { icon, color } = actionCatalog[activity.action];
  return (
    <article
      ref={ref}
      className={classes['article']}
      data-row={props.rowKey}
      data-new={props.isNew || undefined}
      data-nested={props.isNested || undefined}
      data-arrived={props.hasArrived || undefined}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a feed's articles take the focus
      tabIndex={props.isTabStop ? 0 : -1}
      aria-labelledby={`${id}-who ${id}-what`}
      aria-describedby={`${id}-when`}
      aria-posinset={props.position}
      aria-setsize={props.size}
    >
      {props.heading}
      {props.isNew && <VisuallyHidden>{t('activity.is_new')}</VisuallyHidden>}
      <div className={classes['line']} data-narrow={props.isNarrow || undefined}>
        {!props.isNarrow && (
          <span className={classes['clock']} aria-hidden>
            {formatTime(activity.created_at)}
          </span>
        )}
        <span className={classes['avatar']}>
          <PersonAvatar name={activity.display_name} size={props.isNarrow ? 36 : 26} />
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
          <span className={classes['sentence']}>
            <span id={`${id}-what`}>{props.sentence}</span>
            {props.facts}
          </span>
        </span>
        <span className={classes['ago']} id={`${id}-when`}>
          {props.type}
          {activity.backdated && <BackdatedMark />}
          <RelativeTime moment={activity.created_at} isExact={props.isExact ?? false} />
        </span>
        {props.toggle}
      </div>
      {props.children}
    </article>
  );
}

/** Beside a time that is not when the activity came in, but what its person gave when they posted it. */
const BackdatedMark = () => (
  <span className={ui['backdated']} title={t('activity.backdated.what')}>
    <IconClockExclamation size={14} aria-hidden />
    <VisuallyHidden>{t('activity.backdated')}</VisuallyHidden>
  </span>
);
