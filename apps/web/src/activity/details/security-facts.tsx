import { Skeleton } from '@mantine/core';
import { errorMessageOf } from '../../api-error.ts';
import { t } from '../../i18n/index.ts';
import { trpc } from '../../trpc.ts';
import { Fact } from './fact.tsx';

const NEVER = Number.POSITIVE_INFINITY;

/** From where something was done: for administrators, asked for only when they look. */
export function SecurityFacts({ id }: { id: number }) {
  const asked = trpc.activity.get.useQuery({ id: String(id), include: 'security' }, { staleTime: NEVER });
  const show = (value: string | null | undefined) => {
    if (asked.isPending) return <Skeleton height={14} width={120} />;
    return asked.isError ? errorMessageOf(asked.error) : (value ?? t('activity.fact.unknown'));
  };
  return (
    <>
      <Fact label={t('activity.fact.ip_address')}>{show(asked.data?.ip_address)}</Fact>
      <Fact label={t('activity.fact.user_agent')}>{show(asked.data?.user_agent)}</Fact>
    </>
  );
}
