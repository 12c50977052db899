import { IconBroadcast, IconPlugConnected, IconRefresh, type TablerIcon } from '@tabler/icons-react';
import type { LiveStatus as Status } from './live-connection.ts';
import { useLive } from './live-provider.tsx';
import classes from './live-status.module.css';

const looks: Record<Status, { label: string; icon: TablerIcon }> = {
  connecting: { label: 'Connecting…', icon: IconPlugConnected },
  live: { label: 'Live', icon: IconBroadcast },
  polling: { label: 'Refreshing every 30 s', icon: IconRefresh },
};

/** Whether the page follows along by itself, said quietly. */
export function LiveStatus() {
  const { status } = useLive();
  const { label, icon: Icon } = looks[status];
  return (
    <output aria-live="polite" className={classes['status']} data-status={status}>
      <Icon size={14} aria-hidden />
      {label}
    </output>
  );
}
