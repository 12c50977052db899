import { Badge, Button, Group, Table, Text } from '@mantine/core';
import type { AccessKey } from '@timetracker/shared';
import { useState } from 'react';
import { t } from '../i18n/index.ts';
import { trpc } from '../trpc.ts';
import { ConfirmModal } from '../ui/confirm-modal.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { sayDone } from '../ui/toast.tsx';

interface KeyTableProps {
  keys: readonly AccessKey[];
  /** Of several people: it says whose each is. */
  names_people?: boolean;
}

/** API keys, what they may do and when they were last used, and how to revoke one. */
export function KeyTable({ keys, names_people = false }: KeyTableProps) {
  const api = trpc.useUtils();
  const [asked, setAsked] = useState<AccessKey>();
  const revoke = trpc.access.revokeKey.useMutation({
    onSuccess: () => {
      sayDone(t('access.revoked', { name: asked?.name ?? '' }));
      setAsked(undefined);
    },
    onSettled: () => api.access.invalidate(),
  });
  if (keys.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('access.no_keys')}
      </Text>
    );
  return (
    <>
      <Table.ScrollContainer minWidth={names_people ? 640 : 420}>
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('access.key')}</Table.Th>
              {names_people && <Table.Th>{t('access.person')}</Table.Th>}
              <Table.Th>{t('access.scopes')}</Table.Th>
              {names_people && <Table.Th>{t('access.created')}</Table.Th>}
              <Table.Th>{t('access.last_used')}</Table.Th>
              <Table.Th>{t('access.actions')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {keys.map((key) => (
              <Table.Tr key={key.id}>
                <Table.Td>
                  <Text size="sm" fw={600}>
                    {key.name}
                  </Text>
                  <Text size="xs" c="dimmed" ff="monospace" style={{ whiteSpace: 'nowrap' }}>
                    {key.start}…
                  </Text>
                </Table.Td>
                {names_people && <Table.Td>{key.display_name}</Table.Td>}
                <Table.Td>
                  <Group gap={4}>
                    {[...key.scopes, ...(key.service ? [t('access.service')] : [])].map((text) => (
                      <Badge key={text} variant="default" size="sm" tt="none" flex="none">
                        {text}
                      </Badge>
                    ))}
                  </Group>
                </Table.Td>
                {names_people && (
                  <Table.Td>
                    <RelativeTime moment={key.created_at} />
                  </Table.Td>
                )}
                <Table.Td>
                  {key.last_used_at === null ? t('access.never') : <RelativeTime moment={key.last_used_at} />}
                </Table.Td>
                <Table.Td>
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={t('access.revoke_named', { name: key.name })}
                    onClick={() => setAsked(key)}
                  >
                    {t('access.revoke')}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <ConfirmModal
        opened={asked !== undefined}
        title={t('access.revoke_named', { name: asked?.name ?? '' })}
        confirmLabel={t('access.revoke')}
        isPending={revoke.isPending}
        error={revoke.error}
        onConfirm={() => asked && revoke.mutate({ id: asked.id })}
        onClose={() => {
          setAsked(undefined);
          revoke.reset();
        }}
      >
        {t('access.revoke_ask', { name: asked?.name ?? '', person: asked?.display_name ?? '' })}
      </ConfirmModal>
    </>
  );
}
