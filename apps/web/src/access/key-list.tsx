import { Badge, Button, Group, Text } from '@mantine/core';
import { type AccessKey, nameOf } from '@timetracker/shared';
import { useState } from 'react';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { ConfirmModal } from '../ui/confirm-modal.tsx';
import { Empty } from '../ui/empty.tsx';
import { Isolated } from '../ui/isolated.tsx';
import { Name } from '../ui/name.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import rows from '../ui/rows.module.css';
import { toastSuccess } from '../ui/toast.tsx';
import classes from './access.module.css';

interface KeyListProps {
  keys: readonly AccessKey[];
  /** Of several people: it says whose each is. */
  names_people?: boolean;
}

/** API keys, what they may do and when they were last used, and how to revoke one. */
export function KeyList({ keys, names_people = false }: KeyListProps) {
  const api = trpc.useUtils();
  const [asked, setAsked] = useState<AccessKey>();
  const revoke = trpc.access.revokeKey.useMutation({
    onSuccess: () => {
      toastSuccess(t('access.revoked', { name: asked?.name ?? '' }));
      setAsked(undefined);
    },
    onSettled: () => api.access.invalidate(),
  });
  if (keys.length === 0) return <Empty title={t('access.no_keys')} />;
  return (
    <>
      <ul className={rows['rows']}>
        {keys.map((key) => (
          <KeyItem key={key.id} access_key={key} names_person={names_people} onRevoke={() => setAsked(key)} />
        ))}
      </ul>
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
        {t('access.revoke_ask', { name: asked?.name ?? '', person: asked ? nameOf(asked) : '' })}
      </ConfirmModal>
    </>
  );
}

interface KeyItemProps {
  access_key: AccessKey;
  names_person: boolean;
  onRevoke: () => void;
}

const KeyItem = ({ access_key: key, names_person, onRevoke }: KeyItemProps) => (
  <li className={rows['row']}>
    <div className={`${rows['what']} ${classes['key']}`}>
      <div>
        <Text size="sm" fw={600}>
          <Isolated>{key.name}</Isolated>
        </Text>
        {names_person && (
          <Text size="sm">
            <Name of={key} />
          </Text>
        )}
        <Text size="xs" c="dimmed" ff="monospace" className={classes['start'] ?? ''}>
          {key.start}…
        </Text>
      </div>
      <Group gap={4} component="ul" className={classes['scopes'] ?? ''} aria-label={t('access.scopes')}>
        {[...key.scopes, ...(key.service ? [t('access.service')] : [])].map((text) => (
          <li key={text}>
            <Badge variant="default" size="sm" tt="none">
              {text}
            </Badge>
          </li>
        ))}
      </Group>
      <Text size="xs" c="dimmed" component="div">
        <div>
          {t('access.created')}: <RelativeTime moment={key.created_at} />
        </div>
        <div>
          {t('access.last_used')}:{' '}
          {key.last_used_at === null ? t('access.never') : <RelativeTime moment={key.last_used_at} />}
        </div>
      </Text>
    </div>
    <Button
      size="xs"
      variant="default"
      flex="none"
      aria-label={t('access.revoke_named', { name: key.name })}
      onClick={onRevoke}
    >
      {t('access.revoke')}
    </Button>
  </li>
);
