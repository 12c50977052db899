import { Text } from '@mantine/core';
import type { PurgedProof } from '@timetracker/shared';
import { typeName } from '../i18n/catalog-labels.ts';
import { formatDate } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { exactTime } from '../i18n/relative-time.ts';
import { allHold, type Check } from './check.ts';
import { Verdict } from './verdict.tsx';

/** That an activity was purged, by what and why, and whether its leaf is still in the log. */
export const PurgedVerdict = ({ proof, checks }: { proof: PurgedProof; checks: readonly Check[] }) => (
  <div>
    <Text fw={600}>{t('proof.purged')}</Text>
    <Text size="sm">{whenOf(proof.purge)}</Text>
    <Text size="sm">{scopeOf(proof.purge)}</Text>
    <Text size="sm" mb="md">
      {t('proof.purged.reason', { reason: proof.purge.reason })}
    </Text>
    {allHold(checks) ? (
      <Verdict result="holds" title={t('proof.purged.holds')}>
        {t('proof.verdict.place', { place: proof.index + 1, size: proof.checkpoint.size })}{' '}
        {t('proof.purged.holds_why')}
      </Verdict>
    ) : (
      <Verdict result="fails" title={t('proof.purged.fails')}>
        {t('proof.verdict.fails_why', { count: checks.filter(({ result }) => result === 'fails').length })}
      </Verdict>
    )}
  </div>
);

/** Which minute it went in, is not kept: only when the purge began and ended. */
function whenOf({ number, begun_at, finished_at }: PurgedProof['purge']): string {
  const from = begun_at === null ? '' : exactTime(Date.parse(begun_at));
  return finished_at === null
    ? t('proof.purged.since', { number, from })
    : t('proof.purged.between', { number, from, to: exactTime(Date.parse(finished_at)) });
}

const scopeOf = ({ entity_type, before }: PurgedProof['purge']): string =>
  entity_type === null
    ? t('proof.purged.every_type', { date: formatDate(before) })
    : t('proof.purged.one_type', { type: typeName(entity_type), date: formatDate(before) });
