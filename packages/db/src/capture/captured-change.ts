import type { ChangeSet, EntityManager } from '@mikro-orm/core';
import { type Action, actionOf, type Changes, entityDefinition } from '@timetracker/shared';
import type { CapturedEntity, Details, Kind } from './captured-entities.ts';
import { changesBetween, halfOf } from './changes.ts';
import { type EntityState, type EntityStates, entityStates } from './entity-states.ts';

/** A change as one project sees it: what an activity tells. */
export interface CapturedChange {
  captured: CapturedEntity<object>;
  changeSet: ChangeSet<object>;
  kind: Kind;
  action: Action;
  /** What name, project and details are of: what is, or, where it is gone or has left, what was. */
  state: EntityState;
  changes: Changes;
  entity_name: string | null;
  details: Details;
}

const kinds = {
  create: 'create',
  update: 'update',
  update_early: 'update',
  delete: 'delete',
  delete_early: 'delete',
} as const;

/**
 * What a change set is to one captured entity: nothing, one activity, or, where it moves a thing from one project to
 * another, one for each of the two.
 */
export async function capturedChanges(
  captured: CapturedEntity<object>,
  changeSet: ChangeSet<object>,
  em: EntityManager,
): Promise<CapturedChange[]> {
  const kind = kinds[changeSet.type];
  if (captured.part_of && !captured.part_of.kinds.includes(kind)) return [];
  const states = entityStates(changeSet, kind, em);
  const state = states.after ?? states.before;
  const changes = captured.part_of
    ? partChange(captured.part_of, states)
    : changesBetween(entityDefinition(captured.type).tracked, states, captured.tellings);
  if (!state || (kind === 'update' && Object.keys(changes).length === 0)) return [];
  await nameReferences(captured.references ?? {}, changes, em);
  const told = async (side: {
    action: Action;
    state: EntityState;
    changes: Changes;
  }): Promise<CapturedChange> => ({
    captured,
    changeSet,
    kind,
    ...side,
    entity_name: await captured.name(side.state, em),
    details: {
      ...statusStep(kind, side.changes),
      ...(await captured.details?.(side.state, em, kind, side.changes)),
    },
  });
  const action = actionFor(captured, kind, changes);
  const { before, after } = states;
  if (!before || !after || captured.project_id(before) === captured.project_id(after))
    return [await told({ action, state, changes })];
  const sides = [
    { action: 'updated' as const, state: before, changes: halfOf(changes, 'before') },
    { action, state: after, changes: halfOf(changes, 'after') },
  ];
  return Promise.all(sides.filter((side) => Object.keys(side.changes).length > 0).map(told));
}

/** A change of status says from what to what, as far as the project that it is seen in knows. */
function statusStep(kind: Kind, { status }: Changes): Details {
  if (kind !== 'update' || !status) return {};
  return {
    ...(typeof status.before === 'string' && { old_status: status.before }),
    ...(typeof status.after === 'string' && { new_status: status.after }),
  };
}

function partChange(
  part: NonNullable<CapturedEntity<object>['part_of']>,
  { before, after }: EntityStates,
): Changes {
  return { [part.field]: { before: before && part.value(before), after: after && part.value(after) } };
}

/** Beside the ids of other entities, what these were called: a reader cannot look it up once they are gone. */
async function nameReferences(
  references: NonNullable<CapturedEntity<object>['references']>,
  changes: Changes,
  em: EntityManager,
): Promise<void> {
  for (const [field, nameOf] of Object.entries(references)) {
    const change = changes[field];
    const [before, after] = [await named(nameOf, em, change?.before), await named(nameOf, em, change?.after)];
    if (change && before !== null) change.before_name = before;
    if (change && after !== null) change.after_name = after;
  }
}

const named = async (
  nameOf: (em: EntityManager, id: number) => Promise<string | null>,
  em: EntityManager,
  id: unknown,
) => (typeof id === 'number' ? nameOf(em, id) : null);

function actionFor(captured: CapturedEntity<object>, kind: Kind, changes: Changes): Action {
  const definition = entityDefinition(captured.type);
  if (kind === 'update' || captured.part_of) return actionOf(definition, changes);
  if (kind === 'delete') return 'deleted';
  const fields = Object.fromEntries(
    definition.tracked.map((field) => [field, changes[field]?.after ?? null]),
  );
  return definition.on_create?.(fields) ?? 'created';
}
