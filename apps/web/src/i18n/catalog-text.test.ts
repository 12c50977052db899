import {
  actionCatalog,
  actions,
  describeActivity,
  type EntityType,
  entityCatalog,
  entityDefinition,
  entityTypes,
} from '@timetracker/shared';
import { oddExtraData, SAYS_NOTHING } from '@timetracker/shared/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { activateLocale } from './activate-locale.ts';
import {
  actionLabel,
  entityLabel,
  entityPlural,
  fieldLabel,
  priorityLabel,
  sentenceOf,
  statusText,
} from './catalog-text.ts';

const kinds = entityTypes.flatMap((type) =>
  entityDefinition(type).actions.map((action) => [action, type] as const),
);

/** An activity as it is stored: with the standard sentence, unless another is given. */
const stored = (
  action: (typeof actions)[number],
  entity_type: EntityType,
  extra_data: Record<string, unknown> = {},
) => {
  const facts = { action, entity_type, entity_name: 'X', extra_data };
  return { ...facts, description: describeActivity(facts) };
};

describe('in English', () => {
  beforeAll(() => activateLocale({ locale: 'en-GB' }));

  test('names are those of the shared catalog', () => {
    expect(actions.map(actionLabel)).toEqual(actions.map((action) => actionCatalog[action].label));
    expect(entityTypes.map(entityLabel)).toEqual(entityTypes.map((type) => entityCatalog[type].label));
    expect(entityTypes.map(entityPlural)).toEqual(entityTypes.map((type) => entityCatalog[type].plural));
    expect([statusText('task', 'in_progress'), statusText('invoice', 'sent')]).toEqual([
      'In progress',
      'Sent',
    ]);
    expect(statusText('task', 'unheard_of')).toBe('unheard_of');
    expect(priorityLabel('urgent')).toBe('Urgent');
    expect([fieldLabel('task', 'assignee_id'), fieldLabel('task', 'old_field')]).toEqual([
      'Assignee',
      'old field',
    ]);
  });

  test.each(kinds)('%s %s says its description', (action, type) => {
    const activity = stored(action, type);
    expect(sentenceOf(activity)).toBe(activity.description);
    expect(sentenceOf({ ...activity, description: '' })).toBe(activity.description);
    expect(sentenceOf({ ...activity, description: 'As I said' })).toBe('As I said');
  });
});

describe('in German', () => {
  beforeAll(() => activateLocale({ locale: 'de-DE' }));

  test('everything has a name', () => {
    expect(actionLabel('status_changed')).toBe('Status geändert');
    expect([entityLabel('task'), entityPlural('time_entry')]).toEqual(['Aufgabe', 'Zeiteinträge']);
    expect([statusText('task', 'in_progress'), statusText('invoice', 'overdue')]).toEqual([
      'In Arbeit',
      'Überfällig',
    ]);
    for (const type of entityTypes)
      for (const field of entityDefinition(type).tracked) expect(fieldLabel(type, field)).not.toMatch('_');
  });

  test.each(kinds)('%s %s has a sentence of its own', (action, type) => {
    const activity = stored(action, type);
    expect(sentenceOf(activity)).not.toBe(activity.description);
    expect(sentenceOf(activity)).toMatch(/^[A-ZÄÖÜ].*„X“.* [a-zäöüß]+$/);
    expect(sentenceOf({ ...activity, description: 'As I said' })).toBe('As I said');
  });

  test.each([
    ['created', 'project', {}, 'Projekt „X“ erstellt'],
    ['unarchived', 'project', {}, 'Projekt „X“ wiederhergestellt'],
    ['updated', 'project', { member_added: 'Mia' }, 'Mia zu Projekt „X“ hinzugefügt'],
    ['updated', 'project', { member_removed: 'Mia' }, 'Mia aus Projekt „X“ entfernt'],
    ['assigned', 'task', { assignee: 'Mia' }, 'Aufgabe „X“ Mia zugewiesen'],
    ['commented', 'task', {}, 'Aufgabe „X“ kommentiert'],
    ['status_changed', 'task', {}, 'Status der Aufgabe „X“ geändert'],
    [
      'status_changed',
      'task',
      { old_status: 'todo', new_status: 'in_progress' },
      'Status der Aufgabe „X“ von Offen zu In Arbeit geändert',
    ],
    [
      'status_changed',
      'invoice',
      { old_status: 'sent', new_status: 'overdue' },
      'Status der Rechnung „X“ von Versendet zu Überfällig geändert',
    ],
    ['paid', 'invoice', {}, 'Zahlung der Rechnung „X“ erfasst'],
    ['started', 'time_entry', {}, 'Timer für „X“ gestartet'],
    ['stopped', 'time_entry', {}, 'Timer für „X“ gestoppt'],
    ['deleted', 'time_entry', {}, 'Zeiteintrag „X“ gelöscht'],
    [
      'updated',
      'time_entry',
      { changes: { project_id: { before: 1, before_name: 'Shop', after: null } } },
      'Zeiteintrag „X“ aus Projekt „Shop“ verschoben',
    ],
    [
      'updated',
      'task',
      { changes: { project_id: { before: null, after: 2, after_name: 'Blog' } } },
      'Aufgabe „X“ in Projekt „Blog“ verschoben',
    ],
    [
      'updated',
      'user',
      { changes: { role: { before: 'member', after: 'admin' } } },
      'Rolle des Benutzerkontos „X“ von Mitglied zu Admin geändert',
    ],
    [
      'updated',
      'user',
      { changes: { deactivated_at: { before: null, after: '2026-11-24T00:00:00Z' } } },
      'Benutzerkonto „X“ deaktiviert',
    ],
    ['created', 'comment', {}, 'Kommentar zu Aufgabe „X“ geschrieben'],
    ['created', 'audit', { key: 'shell' }, 'API-Schlüssel „shell“ für „X“ erstellt'],
    ['revoked', 'audit', { session: 'S' }, 'Sitzung von „X“ beendet'],
    ['revoked', 'audit', { sessions: 1 }, 'Sitzung von „X“ beendet'],
    ['revoked', 'audit', { sessions: 3 }, '3 Sitzungen von „X“ beendet'],
    [
      'updated',
      'invoice',
      { changes: { lines: { before: [{}], after: [{}] } } },
      'Position der Rechnung „X“ geändert',
    ],
    [
      'updated',
      'invoice',
      { changes: { lines: { before: [], after: [{}, {}] } } },
      '2 Positionen zu Rechnung „X“ hinzugefügt',
    ],
    ['updated', 'audit', { verifier: 'v' }, 'Signierschlüssel der Prüfpunkte von „X“ geändert'],
    ['updated', 'audit', { password: true }, 'Passwort von „X“ geändert'],
    ['retried', 'audit', { events: 1 }, 'Beiseitegelegtes Ereignis erneut versucht'],
    ['retried', 'audit', { events: 3 }, '3 beiseitegelegte Ereignisse erneut versucht'],
    ['started', 'audit', { erasure_id: 'E' }, 'Anonymisierung von „X“ begonnen'],
  ] as const)('%s %s %j: %s', (action, type, extra_data, sentence) => {
    expect(sentenceOf(stored(action, type, extra_data))).toBe(sentence);
  });

  test.each(kinds)('%s %s says nothing that is missing', (action, type) => {
    for (const entity_name of [null, '', ' ', 'Y'])
      for (const extra_data of oddExtraData) {
        const sentence = sentenceOf({ action, entity_type: type, entity_name, extra_data, description: '' });
        expect(sentence).not.toMatch(SAYS_NOTHING);
        expect(sentence, 'is German').toMatch(/^[A-ZÄÖÜ\d].* [a-zäöüß]+$/);
        expect(sentence).not.toBe(describeActivity({ action, entity_type: type, entity_name, extra_data }));
      }
  });

  test('what has no name is called by its kind', () => {
    const activity = { ...stored('deleted', 'project'), entity_name: null, description: '' };
    expect(sentenceOf(activity)).toBe('Projekt gelöscht');
    const said = [
      ['stopped', 'time_entry', 'Timer gestoppt'],
      ['created', 'comment', 'Kommentar erstellt'],
      ['started', 'audit', 'Arbeiten am Protokoll begonnen'],
    ] as const;
    for (const [action, type, sentence] of said)
      expect(sentenceOf({ ...stored(action, type), entity_name: null, description: '' })).toBe(sentence);
  });
});
