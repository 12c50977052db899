import { Text } from '@mantine/core';
import { nameOf } from '@timetracker/shared';
import { sentenceOf } from '../i18n/catalog-text.ts';
import { t } from '../i18n/index.ts';
import { exactTime } from '../i18n/relative-time.ts';
import { Isolated } from '../ui/isolated.tsx';
import type { Check } from './check.ts';
import type { ProofEvidence } from './check-proof.ts';
import { judge } from './judge.ts';
import { Verdict } from './verdict.tsx';

/** What came of it all, about which activity. */
export function ProofVerdict({ evidence, checks }: { evidence: ProofEvidence; checks: readonly Check[] }) {
  const { activity, proof } = evidence;
  const failing = checks.filter(({ result }) => result === 'fails').length;
  const { result, title, unproved } = judge(proof, checks);
  return (
    <div>
      <Text fw={600}>
        <Isolated>{sentenceOf(activity)}</Isolated>
      </Text>
      <Text size="sm" c="dimmed" mb="md">
        {t('proof.by', { name: nameOf(activity), when: exactTime(Date.parse(activity.created_at)) })}
      </Text>
      <Verdict result={result} title={t(title)}>
        {failing > 0 ? (
          t('proof.verdict.fails_why', { count: failing })
        ) : (
          <>
            {unproved && (
              <Text size="sm" mb="xs">
                {t(unproved)}
              </Text>
            )}
            {t('proof.verdict.place', { place: proof.index + 1, size: proof.checkpoint.size })}{' '}
            {t('proof.lead')}
          </>
        )}
      </Verdict>
    </div>
  );
}
