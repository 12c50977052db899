import { type Action, isolated, said, saidName, saidSessions } from '@timetracker/shared';
import type { Facts } from './active-locale.ts';
import { t } from './t.ts';

/** What was done to access or to the trail: the twin of the shared catalog's sentence. */
export function auditSentence(facts: Facts): string | undefined {
  const { action, extra_data } = facts;
  const name = saidName(facts);
  const of = name === undefined ? '' : t('catalog.sentence.audit.of', { name });
  const forWhom = name === undefined ? '' : t('catalog.sentence.audit.for', { name });
  const named = name === undefined ? '' : ` „${name}“`;
  const known = said(extra_data['key']);
  const key = known === undefined ? '' : `„${isolated(known)}“`;
  const some = known === undefined ? '_some' : '';
  const sentences: Partial<Record<Action, () => string>> = {
    started: () => t(`catalog.sentence.audit.started${startedWork(extra_data)}`, { of }),
    exported: () => t('catalog.sentence.audit.exported', { of }),
    anonymized: () => t(`catalog.sentence.audit.anonymized${'through' in extra_data ? '_step' : ''}`, { of }),
    purged: () => t('catalog.sentence.audit.purged', { of }),
    created: () => t(`catalog.sentence.audit.created${some}`, { for: forWhom, key }),
    revoked: () => {
      const count = saidSessions(extra_data);
      return count === undefined
        ? t(`catalog.sentence.audit.revoked${some}`, { of, key })
        : t('catalog.sentence.audit.revoked_sessions', { of, count });
    },
    refused: () => t(`catalog.sentence.audit.refused${name === undefined ? '_unknown' : ''}`, { of }),
    held: () => t('catalog.sentence.audit.held', { for: forWhom }),
    released: () => t('catalog.sentence.audit.released', { for: forWhom }),
    paused: () => t('catalog.sentence.audit.paused', { named }),
    resumed: () => t('catalog.sentence.audit.resumed', { named }),
    retried: () =>
      'events' in extra_data
        ? t('catalog.sentence.audit.retried_events', { count: countIn(extra_data, 'events') })
        : t('catalog.sentence.audit.retried', { named, count: countIn(extra_data, 'jobs') }),
    updated: () => t(`catalog.sentence.audit.updated${changedThing(extra_data)}`, { of }),
  };
  return sentences[action]?.();
}

const countIn = (extra_data: Facts['extra_data'], key: string): number => {
  const count = extra_data[key];
  return typeof count === 'number' ? count : 1;
};

function startedWork(extra_data: Facts['extra_data']) {
  if ('erasure_id' in extra_data) return '_erasure';
  return 'purge_id' in extra_data ? '_purge' : '';
}

function changedThing(extra_data: Facts['extra_data']) {
  if ('password' in extra_data) return '_password';
  if ('verifier' in extra_data) return '_seal_key';
  return 'changes' in extra_data ? '_workspace' : '';
}
