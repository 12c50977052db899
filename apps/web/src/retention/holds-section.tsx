import { Button, Stack, Text } from '@mantine/core';
import type { AppRouter } from '@timetracker/api/router';
import { nameOf } from '@timetracker/shared';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { usePeople } from '../activity/data/use-people.ts';
import { useProjects } from '../activity/data/use-projects.ts';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { ConfirmModal } from '../ui/confirm-modal.tsx';
import { Empty } from '../ui/empty.tsx';
import { Isolated } from '../ui/isolated.tsx';
import rows from '../ui/rows.module.css';
import { Section } from '../ui/section.tsx';
import { HoldForm } from './hold-form.tsx';

type Hold = inferRouterOutputs<AppRouter>['retention']['get']['holds'][number];

/** What nobody may purge. */
export function HoldsSection({ holds }: { holds: readonly Hold[] }) {
  const people = usePeople();
  const { projects } = useProjects();
  const personOf = (user_id: number | null) => {
    const person = people.find(({ id }) => id === user_id);
    return person ? nameOf(person) : `#${user_id}`;
  };
  const subjectOf = ({ project_id, user_id }: Hold): string =>
    project_id === null
      ? t('retention.hold_person', {
          name: personOf(user_id),
        })
      : t('retention.hold_project', {
          name: projects.find(({ id }) => id === project_id)?.name ?? `#${project_id}`,
        });
  return (
    <Section title={t('retention.holds')}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t('retention.holds_lead')}
        </Text>
        {holds.length === 0 && <Empty title={t('retention.no_holds')} />}
        {holds.length > 0 && (
          <ul className={rows['rows']}>
            {holds.map((hold) => (
              <HoldRow key={hold.id} hold={hold} name={subjectOf(hold)} />
            ))}
          </ul>
        )}
        <HoldForm people={people} projects={projects} />
      </Stack>
    </Section>
  );
}

function HoldRow({ hold, name }: { hold: Hold; name: string }) {
  const [isAsking, setAsking] = useState(false);
  const api = trpc.useUtils();
  const release = trpc.retention.releaseHold.useMutation({
    onSuccess: () => setAsking(false),
    onSettled: () => api.retention.get.invalidate(),
  });
  return (
    <li className={rows['row']}>
      <div className={rows['what']}>
        <Text size="sm">{name}</Text>
        <Text size="xs" c="dimmed">
          <Isolated>{hold.reason}</Isolated>
        </Text>
      </div>
      <Button
        variant="default"
        size="xs"
        flex="none"
        aria-label={t('retention.lift_of', { name })}
        onClick={() => setAsking(true)}
      >
        {t('retention.lift')}
      </Button>
      <ConfirmModal
        opened={isAsking}
        title={t('retention.lift_title')}
        confirmLabel={t('retention.lift')}
        isPending={release.isPending}
        error={release.error}
        onConfirm={() => release.mutate({ id: hold.id })}
        onClose={() => setAsking(false)}
      >
        {t('retention.lift_what', { name })}
      </ConfirmModal>
    </li>
  );
}
