import type { SentenceFacts } from './entity-definition.ts';
import { said, saidName, saidSessions } from './said.ts';

/**
 * Says what was done to access or to the trail: `Created API key "shell" for "Mia"`. What extra data speaks of (`key`,
 * `session`, `sessions`, `erasure_id`, `purge_id`, `jobs`, `events`, `password`, `verifier`) is named.
 */
export function auditSentence(facts: SentenceFacts): string {
  const { action, extra_data } = facts;
  const name = saidName(facts);
  const after = (word: string) => (name === undefined ? '' : ` ${word} "${name}"`);
  const of = after('of');
  const named = name === undefined ? '' : ` "${name}"`;
  const keyName = said(extra_data['key']);
  const key = keyName === undefined ? 'an API key' : `API key "${keyName}"`;
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
      return `Created ${key}${after('for')}`;
    case 'revoked':
      return `${endedSessions(extra_data) ?? `Revoked ${key}`}${of}`;
    case 'refused':
      return name === undefined ? 'Refused a sign-in with an unknown name' : `Refused a sign-in${of}`;
    case 'held':
      return `Placed a legal hold${after('on')}`;
    case 'released':
      return `Lifted the legal hold${after('on')}`;
    case 'paused':
      return `Paused the queue${named}`;
    case 'resumed':
      return `Resumed the queue${named}`;
    case 'retried':
      return 'events' in extra_data
        ? `Retried ${failedEvents(extra_data)}`
        : `Retried ${failedJobs(extra_data)} of the queue${named}`;
    default:
      return `Changed ${changedThing(extra_data)}${of}`;
  }
}

function endedSessions(extra_data: SentenceFacts['extra_data']): string | undefined {
  const count = saidSessions(extra_data);
  if (count === undefined) return undefined;
  return count === 1 ? 'Ended a session' : `Ended ${count} sessions`;
}

function startedWork(extra_data: SentenceFacts['extra_data']): string {
  if ('erasure_id' in extra_data) return 'the anonymization';
  return 'purge_id' in extra_data ? 'a purge of activities' : 'work on the trail';
}

function changedThing(extra_data: SentenceFacts['extra_data']): string {
  if ('password' in extra_data) return 'the password';
  if ('verifier' in extra_data) return 'the key that checkpoints are signed with';
  return 'changes' in extra_data ? 'the settings of the workspace' : 'the access';
}

const failedJobs = ({ jobs }: SentenceFacts['extra_data']): string =>
  typeof jobs === 'number' && jobs !== 1 ? `${jobs} failed jobs` : 'a failed job';

const failedEvents = ({ events }: SentenceFacts['extra_data']): string =>
  typeof events === 'number' && events !== 1
    ? `${events} events that were set aside`
    : 'an event that was set aside';
