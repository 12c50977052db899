import { VisuallyHidden } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import { trpc } from '../../api/trpc.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { inBatches } from '../../live/in-batches.ts';
import { useLive } from '../../live/live-provider.tsx';
import { useMe } from '../../session/me.ts';
import { useLastSeen } from '../data/use-last-seen.ts';
import classes from './widget.module.css';

const PACE_MS = 5_000;
const MOST = 99;

/** How much others have done since one was last on the Activity page; nothing before the first visit. */
export default function UnseenCount() {
  const { username } = useMe();
  const [seen] = useLastSeen();
  const { arrivals } = useLive();
  const unseen = trpc.activity.list.useQuery(
    { after_id: seen ?? 0, q: `-user:${username}`, limit: 1 },
    { enabled: seen !== null, staleTime: PACE_MS },
  );
  const ask = useEffectEvent(() => {
    if (seen !== null) void unseen.refetch();
  });
  const [pace] = useState(() => inBatches<number>(PACE_MS, () => ask()));
  useEffect(() => {
    if (arrivals.length > 0) pace.add(arrivals.length);
  }, [arrivals, pace]);
  useEffect(() => pace.cancel, [pace]);

  const count = unseen.data?.total ?? 0;
  if (count === 0) return null;
  return (
    <span className={classes['count']}>
      <span aria-hidden>{count > MOST ? `${formatNumber(MOST)}+` : formatNumber(count)}</span>
      <VisuallyHidden>{t('activity.unseen_count', { count })}</VisuallyHidden>
    </span>
  );
}
