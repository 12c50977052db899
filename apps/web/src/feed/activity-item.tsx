import { Text } from '@mantine/core';
import { useFocusWithin } from '@mantine/hooks';
import { type Activity, actionCatalog, entityCatalog } from '@timetracker/shared';
import { useId } from 'react';
import { entityLabel, sentenceOf } from '../i18n/catalog-text.ts';
import { BackdatedMark } from '../ui/backdated-mark.tsx';
import { CatalogIcon } from '../ui/catalog-icon.tsx';
import { PersonAvatar } from '../ui/person-avatar.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import classes from './activity-item.module.css';
import { Isolated } from '../ui/isolated.tsx';
import { Name } from '../ui/name.tsx';

/** One activity: who, what, and how long ago. */
export function ActivityItem({
  activity,
  position,
  size,
}: {
  activity: Activity;
  position: number;
  size: number;
}) {
  const { ref, focused } = useFocusWithin<HTMLElement>();
  const id = useId();
  const { icon, color } = actionCatalog[activity.action];
  const { icon: typeIcon } = entityCatalog[activity.entity_type];
  return (
    <article
      ref={ref}
      className={classes['item']}
      // A feed's articles take the focus (WAI-ARIA feed pattern).
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-labelledby={`${id}-who ${id}-what`}
      aria-describedby={`${id}-when`}
      aria-posinset={position}
      aria-setsize={size}
    >
      <div className={classes['picture']}>
        <PersonAvatar name={activity.display_name} />
        <span
          className={classes['action']}
          style={{
            background: `var(--mantine-color-${color}-light)`,
            color: `var(--mantine-color-${color}-light-color)`,
          }}
        >
          <CatalogIcon name={icon} size={13} />
        </span>
      </div>
      <div className={classes['text']}>
        <Text size="sm" fw={600} id={`${id}-who`}>
          <Name of={activity} />
        </Text>
        <Text size="sm" id={`${id}-what`}>
          <Isolated>{sentenceOf(activity)}</Isolated>
        </Text>
        <Text size="xs" c="dimmed" component="div" id={`${id}-when`} className={classes['when']}>
          <CatalogIcon name={typeIcon} size={13} />
          <span className={classes['type']}>{entityLabel(activity.entity_type)}</span>
          <span aria-hidden>·</span>
          {activity.backdated && <BackdatedMark />}
          <RelativeTime moment={activity.created_at} isExact={focused} />
        </Text>
      </div>
    </article>
  );
}
