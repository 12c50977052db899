import { type Action, type Changes, type EntityType, entityDefinition } from '@timetracker/shared';
import { auditSentence } from './audit-sentence.ts';
import { entityLabel, statusText } from './catalog-labels.ts';
import type { MessageId } from './message-id.ts';
import { t } from './t.ts';

/** What a sentence speaks of. */
export interface Facts {
  action: Action;
  entity_type: EntityType;
  entity_name: string | null;
  extra_data: Record<string, unknown>;
}

/** What it is about, by its name where it has one: `Projekt „Website“`. */
const named = (label: string, { entity_name }: Facts) =>
  entity_name === null ? label : t('catalog.sentence.named', { label, name: entity_name });
const subject = (facts: Facts) => named(entityLabel(facts.entity_type), facts);
const ofSubject = (facts: Facts) => named(t(`catalog.sentence.of.${facts.entity_type}`), facts);

const text = ({ extra_data }: Facts, key: string) => {
  const value = extra_data[key];
  return typeof value === 'string' ? value : undefined;
};

const changeOf = ({ extra_data }: Facts, field: string) => {
  const changes = extra_data['changes'];
  return typeof changes === 'object' && changes !== null ? (changes as Changes)[field] : undefined;
};

const roles: Record<string, MessageId> = { member: 'users.role.member', admin: 'users.role.admin' };
const roleText = (role: unknown) => {
  const id = roles[String(role)];
  return id ? t(id) : String(role);
};

function statusSentence(facts: Facts): string | undefined {
  const { action, entity_type, extra_data } = facts;
  if (action !== 'status_changed' || !('old_status' in extra_data)) return undefined;
  return t('catalog.sentence.status_from_to', {
    of_subject: ofSubject(facts),
    from: statusText(entity_type, extra_data['old_status']),
    to: statusText(entity_type, extra_data['new_status']),
  });
}

/** The sentences that say more than who did what: one for each that the shared catalog has. */
const special: Partial<Record<EntityType, (facts: Facts) => string | undefined>> = {
  project: (facts) => {
    const added = text(facts, 'member_added');
    const removed = text(facts, 'member_removed');
    if (facts.action !== 'updated') return undefined;
    if (added) return t('catalog.sentence.member_added', { person: added, subject: subject(facts) });
    if (removed) return t('catalog.sentence.member_removed', { person: removed, subject: subject(facts) });
    return undefined;
  },
  task: (facts) => {
    const person = text(facts, 'assignee');
    return facts.action === 'assigned' && person
      ? t('catalog.sentence.assigned_to', { subject: subject(facts), person })
      : statusSentence(facts);
  },
  time_entry: ({ action, entity_name }) =>
    entity_name !== null && (action === 'started' || action === 'stopped')
      ? t(`catalog.sentence.timer_${action}`, { name: entity_name })
      : undefined,
  invoice: statusSentence,
  user: (facts) => {
    const deactivated = changeOf(facts, 'deactivated_at');
    const role = changeOf(facts, 'role');
    const invitation = changeOf(facts, 'invitation');
    if (facts.action !== 'updated') return undefined;
    if (deactivated)
      return t(`catalog.sentence.${deactivated.after === null ? 're' : 'de'}activated`, {
        subject: subject(facts),
      });
    if (invitation)
      return t(`catalog.sentence.invitation_${invitation.after === null ? 'accepted' : 'renewed'}`, {
        of_subject: ofSubject(facts),
      });
    if (!role) return undefined;
    return t('catalog.sentence.role_from_to', {
      of_subject: ofSubject(facts),
      from: roleText(role.before),
      to: roleText(role.after),
    });
  },
  comment: (facts) => {
    const { action } = facts;
    if (action !== 'created' && action !== 'updated' && action !== 'deleted') return undefined;
    return t(`catalog.sentence.comment_${action}`, { task: named(entityLabel('task'), facts) });
  },
  audit: auditSentence,
};

/**
 * The standard sentence of an activity in the language of the page, in headline style: `Projekt „Website“ erstellt`.
 * @returns undefined where English says something particular for which there are no words here
 */
export function catalogSentence(facts: Facts): string | undefined {
  const { action, entity_type } = facts;
  const particular = special[entity_type]?.(facts);
  if (particular) return particular;
  if (entityDefinition(entity_type).sentence?.(facts)) return undefined;
  return t(`catalog.sentence.${action}`, { subject: subject(facts), of_subject: ofSubject(facts) });
}
