import { Stack, Text } from '@mantine/core';
import type { NoteVerifier } from '@timetracker/log';
import type { LogCheckpoint } from '@timetracker/shared';
import type { ComponentProps } from 'react';
import { trpc } from '../api/trpc.ts';
import { formatDateTime } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { checkSeal } from '../proof/check-proof.ts';
import { CheckpointFacts } from '../proof/checkpoint-facts.tsx';
import { CopyIcon } from '../proof/copy-hash.tsx';
import { OwnCheckpoint } from '../proof/own-checkpoint.tsx';
import classes from '../proof/proof.module.css';
import { ProofLimits } from '../proof/proof-limits.tsx';
import { useVerifiers } from '../proof/use-verifiers.ts';
import { Verdict } from '../proof/verdict.tsx';
import { Empty } from '../ui/empty.tsx';
import { isNotFound } from '../ui/gone.tsx';
import { Page } from '../ui/page.tsx';
import { Query, together } from '../ui/query.tsx';
import { Section } from '../ui/section.tsx';

/** The sealed log as a whole: its newest checkpoint, its keys, and a comparison with what somebody kept. */
export function Audit() {
  return (
    <Page title={t('proof.audit')}>
      <Text c="dimmed" size="sm" mb="md">
        {t('proof.audit.lead')} {t('proof.audit.everything')}
      </Text>
      <SealedLog />
    </Page>
  );
}

function SealedLog() {
  const newest = trpc.audit.checkpoint.useQuery({});
  const { asked, keys, verifiers } = useVerifiers();
  if (isNotFound(newest.error))
    return <Empty title={t('proof.audit.nothing')}>{t('proof.unsealed_why')}</Empty>;
  const sealed = newest.data && verifiers && keys && { newest: newest.data, verifiers, keys };
  return (
    <Query
      of={together([newest, asked], sealed)}
      what={t('proof.audit.the_checkpoint')}
      skeleton={400}
      failure={t('proof.audit.not_loaded')}
    >
      {(sealed) => <Sealed {...sealed} />}
    </Query>
  );
}

interface SealedProps {
  newest: LogCheckpoint;
  verifiers: readonly NoteVerifier[];
  keys: ComponentProps<typeof LogKeys>['keys'];
}

function Sealed({ newest, verifiers, keys }: SealedProps) {
  const { result, says } = checkSeal(newest, verifiers);
  return (
    <Stack gap="md">
      <Verdict
        result={result === 'holds' ? 'holds' : 'fails'}
        title={t(result === 'holds' ? 'proof.audit.is_sealed' : 'proof.audit.is_not_sealed')}
      >
        {t(says)}
      </Verdict>
      <Section title={t('proof.checkpoint')}>
        <CheckpointFacts checkpoint={newest} />
      </Section>
      <Section title={t('proof.own')}>
        <OwnCheckpoint now={newest.note} verifiers={verifiers} />
      </Section>
      <Section title={t('proof.keys')}>
        <LogKeys keys={keys} />
      </Section>
      <Section title={t('proof.limits')}>
        <ProofLimits />
      </Section>
    </Stack>
  );
}

/** The keys that the log's checkpoints are checked with, to be compared with those known from elsewhere. */
const LogKeys = ({ keys }: { keys: readonly { verifier: string; first_used_at: string }[] }) => (
  <>
    <Text size="sm" c="dimmed" mb="sm">
      {keys.length === 0 ? t('proof.keys.none') : t('proof.keys.lead')}
    </Text>
    <ul className={classes['keys']}>
      {keys.map(({ verifier, first_used_at }) => {
        const since = t('proof.keys.since', { since: formatDateTime(first_used_at) });
        return (
          <li key={verifier}>
            <code>{verifier}</code>
            <CopyIcon value={verifier} what={t('proof.keys.the_key', { since })} />
            <Text size="xs" c="dimmed">
              {since}
            </Text>
          </li>
        );
      })}
    </ul>
  </>
);
