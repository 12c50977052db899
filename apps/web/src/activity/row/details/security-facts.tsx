import { Skeleton } from '@mantine/core';
import { isolated, nameOf, type Posted } from '@timetracker/shared';
import { errorMessageOf } from '../../../api/api-error.ts';
import { trpc } from '../../../api/trpc.ts';
import { t } from '../../../i18n/index.ts';
import { exactTime } from '../../../i18n/relative-time.ts';
import { usePeople } from '../../data/use-people.ts';
import { Fact } from './fact.tsx';

const NEVER = Number.POSITIVE_INFINITY;

/** From where something was done: for administrators, asked for only when they look. */
export function SecurityFacts({ id }: { id: number }) {
  const asked = trpc.activity.get.useQuery({ id: String(id), include: 'security' }, { staleTime: NEVER });
  const show = (value: string | null | undefined) => {
    if (asked.isPending) return <Skeleton height={14} width={120} />;
    return asked.isError ? errorMessageOf(asked.error) : isolated(value ?? t('activity.fact.unknown'));
  };
  return (
    <>
      <Fact label={t('activity.fact.ip_address')}>{show(asked.data?.ip_address)}</Fact>
      <Fact label={t('activity.fact.user_agent')}>{show(asked.data?.user_agent)}</Fact>
      {asked.data?.posted && <PostedFacts posted={asked.data.posted} />}
    </>
  );
}

/** Who really posted it, beside what it claims. */
function PostedFacts({ posted }: { posted: Posted }) {
  const person = usePeople().find(({ id }) => id === posted.user_id);
  const name = person ? nameOf({ ...person, told_apart_by: person.username }) : `#${posted.user_id}`;
  const device = [posted.ip_address, posted.user_agent].filter((part) => part !== null);
  return (
    <>
      <Fact label={t('activity.fact.posted_by')}>
        {posted.service ? t('activity.posted_with_service', { name }) : name}
      </Fact>
      <Fact label={t('activity.fact.posted_at')}>{exactTime(Date.parse(posted.received_at))}</Fact>
      <Fact label={t('activity.fact.posted_from')}>
        {device.map(isolated).join(', ') || t('activity.fact.unknown')}
      </Fact>
    </>
  );
}
