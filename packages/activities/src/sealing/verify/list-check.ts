import { growTree, leafHash } from '@timetracker/log';
import { fastNodeHash } from '@timetracker/log/node';
import type { Claim, Step } from './claims.ts';
import { found } from './finding.ts';

/** What a list says was rewritten or removed: activities, both ends included. */
export interface ListEntry {
  first: number;
  last: number;
  /** What is hashed of it. */
  text: string;
}

export interface ListCheck {
  /** To be called in the order of ids. */
  add: (entry: ListEntry) => void;
  /** To be called after the last entry. */
  finish: () => void;
}

const grow = () => ({ tree: growTree(undefined, fastNodeHash), count: 0 });

/**
 * Compares the list of an erasure or a purge with what activities say about it. Every entry belongs to a step that an
 * activity told of in the very transaction that took it, so that nobody adds to the list while it is open.
 * @param what of which list, for messages
 * @throws {LogFinding} from either function, or at once, when nobody began it
 */
export function createListCheck(what: string, claim: Claim | undefined): ListCheck {
  const { begun, steps = [], ended } = claim ?? {};
  if (!begun) found('changed', null, `no activity says that anybody began ${what}`);
  // Before steps were told, the end alone vouched.
  const tellsSteps = begun.last_id !== undefined;
  const last = begun.last_id ?? Infinity;
  if (tellsSteps && last >= begun.id)
    found('changed', begun.id, `activity ${begun.id} announces more for ${what} than there was`);
  const whole = grow();
  let part = grow();
  let place = 0;
  let reached = 0;

  const append = (into: typeof whole, { first, last: end, text }: ListEntry) => {
    into.tree.append(leafHash(text));
    into.count += end - first + 1;
  };
  const closeStep = (step: Step) => {
    if (step.scope !== begun.scope)
      found('changed', step.id, `activity ${step.id} tells of another scope than ${what} began with`);
    const furthest = begun.goes_on ? step.id - 1 : last;
    if (step.after < reached || step.through < step.after || step.through > furthest || step.id <= last)
      found('changed', step.id, `activity ${step.id} tells of a step that ${what} cannot have taken`);
    if (part.count !== step.count || part.tree.root() !== step.root)
      found('changed', step.id, `the list of ${what} is not the one that activity ${step.id} vouches for`);
    reached = step.through;
    part = grow();
    place++;
  };

  return {
    add: (entry) => {
      append(whole, entry);
      if (!tellsSteps) return;
      for (let step = steps[place]; step && step.through < entry.first; step = steps[place]) closeStep(step);
      const step = steps[place];
      if (!step || entry.first <= step.after || entry.last > step.through)
        found(
          'changed',
          entry.first,
          `${what} lists activity ${entry.first}, and no activity says that it did`,
        );
      append(part, entry);
    },
    finish: () => {
      if (tellsSteps) for (const step of steps.slice(place)) closeStep(step);
      if (!ended) return;
      if (tellsSteps && ended.scope !== begun.scope)
        found('changed', ended.id, `activity ${ended.id} tells of another scope than ${what} began with`);
      const isAll = ended.count === whole.count || (!tellsSteps && ended.count === undefined);
      if (!isAll || ended.root !== whole.tree.root())
        found(
          'changed',
          ended.id,
          `the list of ${what} is not the one that activity ${ended.id} vouches for`,
        );
    },
  };
}
