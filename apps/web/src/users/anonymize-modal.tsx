import { Alert, Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { nameOf, type User } from '@timetracker/shared';
import { useState } from 'react';
import { errorMessageOf } from '../api/api-error.ts';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { FormRefusal } from '../ui/form-refusal.tsx';
import { Query } from '../ui/query.tsx';
import { AnonymizationPreview } from './anonymization-preview.tsx';
import { AnonymizationReport } from './anonymization-report.tsx';

/** Forgets a person for good: first what would change, then the reason, then how far it is. */
export function AnonymizeModal({ user, onClose }: { user: User; onClose: () => void }) {
  const [begun, setBegun] = useState(user.anonymized_at !== null);
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t(begun ? 'users.anonymize.report_title' : 'users.anonymize.title', { name: nameOf(user) })}
    >
      {begun ? (
        <AnonymizationReport user_id={user.id} onClose={onClose} />
      ) : (
        <AskToAnonymize user={user} onBegun={() => setBegun(true)} onClose={onClose} />
      )}
    </Modal>
  );
}

interface AskProps {
  user: User;
  onBegun: () => void;
  onClose: () => void;
}

function AskToAnonymize({ user, onBegun, onClose }: AskProps) {
  const { id } = user;
  const api = trpc.useUtils();
  const [reason, setReason] = useState('');
  const [isSure, setSure] = useState(false);
  const preview = trpc.privacy.preview.useQuery({ id }, { staleTime: 0, retry: false });
  const anonymize = trpc.privacy.anonymize.useMutation({
    onSuccess: onBegun,
    onSettled: () => api.user.list.invalidate(),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        anonymize.mutate({ id, reason: reason.trim() });
      }}
    >
      <Stack>
        <FormRefusal message={anonymize.error ? errorMessageOf(anonymize.error) : null} />
        <Alert color="red" variant="light">
          <Text size="sm" c="var(--mantine-color-text)">
            {t('users.anonymize.what', { name: nameOf(user) })}
          </Text>
        </Alert>
        <Query
          of={preview}
          what={t('users.anonymize.the_preview')}
          skeleton={96}
          failure={t('users.anonymize.not_previewed')}
        >
          {(preview) => <AnonymizationPreview preview={preview} />}
        </Query>
        <TextInput
          label={t('users.anonymize.reason')}
          description={t('users.anonymize.reason_hint')}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Checkbox
          label={t('users.anonymize.sure')}
          checked={isSure}
          onChange={(event) => setSure(event.currentTarget.checked)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            color="red"
            disabled={!isSure || reason.trim() === '' || preview.data === undefined}
            loading={anonymize.isPending}
          >
            {t('users.anonymize.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
