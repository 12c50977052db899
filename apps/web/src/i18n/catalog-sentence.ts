import {
  type EntityType,
  entityDefinition,
  said,
  saidChange,
  saidLines,
  saidMove,
  saidName,
  saidStep,
} from '@timetracker/shared';
import type { Facts } from './active-locale.ts';
import { auditSentence } from './audit-sentence.ts';
import { entityLabel, statusText } from './catalog-labels.ts';
import type { MessageId } from './message-id.ts';
import { t } from './t.ts';

/** What it is about, by its name where it has one: `Projekt „Website“`. */
const named = (label: string, facts: Facts) => {
  const name = saidName(facts);
  return name === undefined ? label : t('catalog.sentence.named', { label, name });
};
const subject = (facts: Facts) => named(entityLabel(facts.entity_type), facts);
const ofSubject = (facts: Facts) => named(t(`catalog.sentence.of.${facts.entity_type}`), facts);

const text = ({ extra_data }: Facts, key: string) => said(extra_data[key]);

const roles: Record<string, MessageId> = { member: 'users.role.member', admin: 'users.role.admin' };
const roleText = (role: string) => {
  const id = Object.hasOwn(roles, role) ? roles[role] : undefined;
  return id ? t(id) : role;
};

function statusSentence(facts: Facts): string | undefined {
  const { action, entity_type, extra_data } = facts;
  const step = saidStep(extra_data['old_status'], extra_data['new_status']);
  if (action !== 'status_changed' || !step) return undefined;
  return t('catalog.sentence.status_from_to', {
    of_subject: ofSubject(facts),
    from: statusText(entity_type, step.from),
    to: statusText(entity_type, step.to),
  });
}

function moveSentence(facts: Facts): string | undefined {
  const move = saidMove(facts);
  return move && t(`catalog.sentence.moved_${move.way}`, { subject: subject(facts), project: move.project });
}

function linesSentence(facts: Facts): string | undefined {
  const lines = saidLines(facts);
  return (
    lines &&
    t(`catalog.sentence.lines_${lines.became}`, {
      count: lines.count,
      subject: subject(facts),
      of_subject: ofSubject(facts),
    })
  );
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
      : (statusSentence(facts) ?? moveSentence(facts));
  },
  time_entry: (facts) => {
    const { action } = facts;
    if (action !== 'started' && action !== 'stopped') return moveSentence(facts);
    const name = saidName(facts);
    return name === undefined
      ? t(`catalog.sentence.unnamed_timer_${action}`)
      : t(`catalog.sentence.timer_${action}`, { name });
  },
  invoice: (facts) => statusSentence(facts) ?? moveSentence(facts) ?? linesSentence(facts),
  user: (facts) => {
    const deactivated = saidChange(facts, 'deactivated_at');
    const role = saidChange(facts, 'role');
    const invitation = saidChange(facts, 'invitation');
    const step = saidStep(role?.before, role?.after);
    if (facts.action !== 'updated') return undefined;
    if (deactivated)
      return t(`catalog.sentence.${deactivated.after === null ? 're' : 'de'}activated`, {
        subject: subject(facts),
      });
    if (invitation)
      return t(`catalog.sentence.invitation_${invitation.after === null ? 'accepted' : 'renewed'}`, {
        of_subject: ofSubject(facts),
      });
    if (!step) return undefined;
    return t('catalog.sentence.role_from_to', {
      of_subject: ofSubject(facts),
      from: roleText(step.from),
      to: roleText(step.to),
    });
  },
  comment: (facts) => {
    const { action } = facts;
    if (action !== 'created' && action !== 'updated' && action !== 'deleted') return undefined;
    return saidName(facts) === undefined
      ? t(`catalog.sentence.${action}`, { subject: entityLabel('comment') })
      : t(`catalog.sentence.comment_${action}`, { task: named(entityLabel('task'), facts) });
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
