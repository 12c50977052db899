import { Alert, Button, Loader, Stack } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { t } from '../i18n/index.ts';
import type { Check } from '../proof/check.ts';
import { CheckList } from '../proof/check-list.tsx';
import { CheckpointFacts } from '../proof/checkpoint-facts.tsx';
import { OwnCheckpoint } from '../proof/own-checkpoint.tsx';
import { PathLevels } from '../proof/path-levels.tsx';
import classes from '../proof/proof.module.css';
import { ProofLimits } from '../proof/proof-limits.tsx';
import { ProofVerdict } from '../proof/proof-verdict.tsx';
import { PurgedVerdict } from '../proof/purged-verdict.tsx';
import { type Evidence, useProof } from '../proof/use-proof.ts';
import { BackLink } from '../ui/back-link.tsx';
import { Failure } from '../ui/failure.tsx';
import { Gone, isNotFound } from '../ui/gone.tsx';
import { Page } from '../ui/page.tsx';
import { Query } from '../ui/query.tsx';
import { Section } from '../ui/section.tsx';

const route = getRouteApi('/signed-in/activity/$activityId/proof');

/** One activity, or the leaf of a purged one, proved to be in the sealed log: recomputed in this browser, step by step. */
export function Proof() {
  const { activityId: id } = route.useParams();
  const { evidence, checks, isUnsealed, error, isChecking, again } = useProof(id);
  const proved = evidence && checks && { evidence, checks };
  if (isNotFound(error) && !evidence)
    return (
      <Gone title={t('proof.gone')} why={t('proof.gone_why')} to="/activity" label={t('proof.to_activity')} />
    );
  return (
    <Page
      key={id}
      title={t('proof.title', { id })}
      above={<BackLink to="/activity" label={t('proof.to_activity')} />}
      actions={
        evidence && (
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden />}
            loading={isChecking}
            onClick={again}
          >
            {t('proof.again')}
          </Button>
        )
      }
    >
      {error !== undefined && evidence && (
        <Failure title={t('proof.not_loaded')} error={error} onRetry={again} />
      )}
      {isUnsealed && !evidence && error === undefined ? (
        <Unsealed />
      ) : (
        <Query
          of={{ data: proved, isLoadingError: error !== undefined, error, refetch: again }}
          what={t('proof.the_proof')}
          skeleton={400}
          failure={t('proof.not_loaded')}
        >
          {(proved) => <Proved {...proved} />}
        </Query>
      )}
    </Page>
  );
}

const Proved = ({ evidence, checks }: { evidence: Evidence; checks: readonly Check[] }) => (
  <Stack gap="md">
    {'activity' in evidence ? (
      <ProofVerdict evidence={evidence} checks={checks} />
    ) : (
      <PurgedVerdict proof={evidence.proof} checks={checks} />
    )}
    <Section title={t('proof.checks')}>
      <CheckList checks={checks} />
    </Section>
    <Section title={t('proof.path.title')}>
      <PathLevels proof={evidence.proof} />
    </Section>
    <Section title={t('proof.checkpoint')}>
      <CheckpointFacts checkpoint={evidence.proof.checkpoint} />
    </Section>
    <Section title={t('proof.own')}>
      <OwnCheckpoint now={evidence.proof.checkpoint.note} verifiers={evidence.verifiers} />
    </Section>
    <Section title={t('proof.limits')}>
      <ProofLimits id={evidence.id} />
    </Section>
  </Stack>
);

/** In place of the proof of an activity that no checkpoint covers yet. */
const Unsealed = () => (
  <output className={classes['announced']}>
    <Alert color="blue" title={t('proof.unsealed')} icon={<Loader size={18} aria-hidden />}>
      {t('proof.unsealed_why')} {t('proof.unsealed_long')}
    </Alert>
  </output>
);
