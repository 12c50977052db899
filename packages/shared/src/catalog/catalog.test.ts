import { describe, expect, test } from 'vitest';
import { actionCatalog, actions } from './actions.ts';
import { entityDefinition, entityTypes, reportedTypes } from './entities.ts';
import { describeActivity } from './sentence.ts';

describe('the catalog is complete', () => {
  test.each(actions)('%s has an icon, a label and a verb', (action) => {
    const { icon, label, color, verb } = actionCatalog[action];
    for (const text of [icon, label, color, verb]) expect(text).toMatch(/\w/);
  });

  test.each(entityTypes)('%s has labels, an icon and a sentence for each of its actions', (type) => {
    const definition = entityDefinition(type);
    expect(definition.actions.length).toBeGreaterThan(0);
    for (const text of [definition.icon, definition.label, definition.plural]) expect(text).toMatch(/\w/);
    for (const action of definition.actions) {
      const sentence = describeActivity({ action, entity_type: type, entity_name: 'Thing', extra_data: {} });
      expect(sentence).toMatch(/^[A-Z].*"Thing"$/);
    }
  });

  test('every action belongs to an entity type, and the seed lists them all', () => {
    const used = new Set(entityTypes.flatMap((type) => entityDefinition(type).actions));
    expect([...used].sort()).toEqual([...actions].sort());
    expect(actions).toHaveLength(23);
    expect(reportedTypes).toEqual(['project', 'task', 'time_entry', 'invoice', 'client', 'user', 'comment']);
    expect(entityTypes).toEqual([...reportedTypes, 'audit']);
  });

  test('transitions lead to actions that the entity has', () => {
    for (const type of entityTypes) {
      const definition = entityDefinition(type);
      for (const { action } of definition.transitions) expect(definition.actions).toContain(action);
    }
  });
});
