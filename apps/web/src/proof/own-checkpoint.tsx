import { Alert, Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { type NoteVerifier, parseVerifier } from '@timetracker/log';
import { errorKinds } from '@timetracker/shared';
import { errorBodyOf, errorMessageOf } from '../api/api-error.ts';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { allHold, type Check } from './check.ts';
import { CheckList } from './check-list.tsx';
import { type AskConsistency, checkOwnCheckpoint } from './check-own-checkpoint.ts';
import classes from './proof.module.css';
import { Verdict } from './verdict.tsx';

interface OwnCheckpointProps {
  /** The checkpoint of now, a signed note. */
  now: string;
  verifiers: readonly NoteVerifier[];
}

/** Compares the checkpoint of now with one that somebody kept. */
export function OwnCheckpoint({ now, verifiers }: OwnCheckpointProps) {
  const ask = useConsistency();
  const form = useForm({
    initialValues: { note: '', key: '' },
    validate: {
      note: (note) => (note.trim() === '' ? t('proof.own.needed') : null),
      key: (key) => (key.trim() === '' || parseVerifier(key) ? null : t('proof.own.key_wrong')),
    },
  });
  const compare = useMutation({
    mutationFn: ({ note, key }: typeof form.values) => {
      const own = parseVerifier(key);
      return checkOwnCheckpoint(note, now, own ? [own] : verifiers, ask);
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => compare.mutate(values))}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('proof.own.lead')}
        </Text>
        <Textarea
          label={t('proof.own.note')}
          description={t('proof.own.hint')}
          autosize
          minRows={5}
          spellCheck={false}
          classNames={{ input: classes['typed'] ?? '' }}
          {...form.getInputProps('note')}
        />
        <TextInput
          label={t('proof.own.key')}
          description={t('proof.own.key_hint')}
          spellCheck={false}
          autoComplete="off"
          classNames={{ input: classes['typed'] ?? '' }}
          {...form.getInputProps('key')}
        />
        <Group>
          <Button type="submit" variant="default" loading={compare.isPending}>
            {t('proof.own.compare')}
          </Button>
        </Group>
        {compare.isError && (
          <Alert color="red" title={t('proof.own.not_compared')}>
            {errorMessageOf(compare.error)}
          </Alert>
        )}
        {compare.data && <Comparison checks={compare.data} />}
      </Stack>
    </form>
  );
}

const Comparison = ({ checks }: { checks: readonly Check[] }) => (
  <>
    {allHold(checks) ? (
      <Verdict result="holds" title={t('proof.own.holds')} />
    ) : (
      <Verdict result="fails" title={t('proof.own.fails')}>
        {t('proof.own.fails_why')}
      </Verdict>
    )}
    <CheckList checks={checks} />
  </>
);

/** Sizes are whole numbers in the right order, so the only thing to be invalid is one beyond what is sealed. */
function useConsistency(): AskConsistency {
  const api = trpc.useUtils();
  return async (from, to) => {
    try {
      return await api.audit.consistency.fetch({ from, to });
    } catch (error) {
      if (errorBodyOf(error)?.error === errorKinds.invalid.error) return undefined;
      throw error;
    }
  };
}
