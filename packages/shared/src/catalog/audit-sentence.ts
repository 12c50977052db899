import type { SentenceFacts } from './entity-definition.ts';

/**
 * Says what was done to access or to the trail: `Created API key "shell" for "Mia"`. What extra data speaks of (`key`,
 * `session`, `sessions`, `erasure_id`, `purge_id`) is named.
 */
export function auditSentence(facts: SentenceFacts): string {
  const { action, entity_name, extra_data } = facts;
  const of = entity_name === null ? '' : ` of "${entity_name}"`;
  const forWhom = entity_name === null ? '' : ` for "${entity_name}"`;
  const key = typeof extra_data['key'] === 'string' ? `API key "${extra_data['key']}"` : 'an API key';
  switch (action) {
    case 'started':
      return `Started ${startedWork(extra_data)}${of}`;
    case 'exported':
      return `Exported data${of}`;
    case 'anonymized':
      return `Anonymized ${'through' in extra_data ? 'activities' : 'the account'}${of}`;
    case 'purged':
      return `Purged activities${of}`;
    case 'created':
      return `Created ${key}${forWhom}`;
    case 'revoked':
      return `${endedSessions(extra_data) ?? `Revoked ${key}`}${of}`;
    case 'refused':
      return entity_name === null ? 'Refused a sign-in with an unknown name' : `Refused a sign-in${of}`;
    case 'held':
      return `Placed a legal hold${entity_name === null ? '' : ` on "${entity_name}"`}`;
    case 'released':
      return `Lifted the legal hold${entity_name === null ? '' : ` on "${entity_name}"`}`;
    default:
      return `Changed the access${of}`;
  }
}

/** One that is named, or so many. */
function endedSessions({ session, sessions }: SentenceFacts['extra_data']): string | undefined {
  if (typeof sessions === 'number') return sessions === 1 ? 'Ended a session' : `Ended ${sessions} sessions`;
  return session === undefined ? undefined : 'Ended a session';
}

function startedWork(extra_data: SentenceFacts['extra_data']): string {
  if ('erasure_id' in extra_data) return 'the anonymization';
  return 'purge_id' in extra_data ? 'a purge of activities' : 'work on the trail';
}
