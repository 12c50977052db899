import type { Action } from '@timetracker/shared';
import type { Facts } from './catalog-sentence.ts';
import { t } from './t.ts';

/** What was done to access or to the trail: the twin of the shared catalog's sentence. */
export function auditSentence({ action, entity_name, extra_data }: Facts): string | undefined {
  const name = entity_name ?? '';
  const of = entity_name === null ? '' : t('catalog.sentence.audit.of', { name });
  const forWhom = entity_name === null ? '' : t('catalog.sentence.audit.for', { name });
  const known = typeof extra_data['key'] === 'string' ? extra_data['key'] : undefined;
  const key = known === undefined ? '' : `„${known}“`;
  const some = known === undefined ? '_some' : '';
  const sentences: Partial<Record<Action, () => string>> = {
    started: () => t(`catalog.sentence.audit.started${startedWork(extra_data)}`, { of }),
    exported: () => t('catalog.sentence.audit.exported', { of }),
    anonymized: () => t(`catalog.sentence.audit.anonymized${'through' in extra_data ? '_step' : ''}`, { of }),
    purged: () => t('catalog.sentence.audit.purged', { of }),
    created: () => t(`catalog.sentence.audit.created${some}`, { for: forWhom, key }),
    revoked: () => {
      const count = endedSessions(extra_data);
      return count === undefined
        ? t(`catalog.sentence.audit.revoked${some}`, { of, key })
        : t('catalog.sentence.audit.revoked_sessions', { of, count });
    },
    refused: () => t(`catalog.sentence.audit.refused${entity_name === null ? '_unknown' : ''}`, { of }),
    held: () => t('catalog.sentence.audit.held', { for: forWhom }),
    released: () => t('catalog.sentence.audit.released', { for: forWhom }),
    updated: () => t('catalog.sentence.audit.updated', { of }),
  };
  return sentences[action]?.();
}

function endedSessions({ session, sessions }: Facts['extra_data']): number | undefined {
  if (typeof sessions === 'number') return sessions;
  return session === undefined ? undefined : 1;
}

function startedWork(extra_data: Facts['extra_data']) {
  if ('erasure_id' in extra_data) return '_erasure';
  return 'purge_id' in extra_data ? '_purge' : '';
}
