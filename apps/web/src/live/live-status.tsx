import { IconBroadcast, IconPlugConnected, IconRefresh, type TablerIcon } from '@tabler/icons-react';
import { t } from '../i18n/index.ts';
import type { LiveStatus as Status } from './live-connection.ts';
import { useLive } from './live-provider.tsx';
import classes from './live-status.module.css';

const icons: Record<Status, TablerIcon> = {
  connecting: IconPlugConnected,
  live: IconBroadcast,
  polling: IconRefresh,
};

/** Whether the page follows along by itself, said quietly. */
export function LiveStatus() {
  const { status } = useLive();
  const Icon = icons[status];
  return (
    <output aria-live="polite" className={classes['status']} data-status={status}>
      <Icon size={14} aria-hidden />
      {t(`feed.live.${status}`)}
    </output>
  );
}
