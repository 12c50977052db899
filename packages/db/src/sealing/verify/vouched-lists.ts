import { type GrowingTree, growTree, type Hash, leafHash, rootOf } from '@timetracker/shared/log';
import { z } from 'zod';
import { fastNodeHash } from '../fast-hash.ts';
import { found } from './finding.ts';
import type { LogEvidence, LoggedActivity } from './log-evidence.ts';

/** What activities in the log say about lists of rewritten and of purged activities, by erasure or purge. */
export interface Claims {
  erasures: Map<string, Claim>;
  purges: Map<string, Claim>;
  /** The erasures and purges that an activity says have begun. */
  begun: Set<string>;
}

/** Before anything is said. */
export const noClaims = (): Claims => ({ erasures: new Map(), purges: new Map(), begun: new Set() });

interface Claim {
  /** The activity that says so. */
  id: number;
  root: Hash;
}

const erasureClaim = z.object({ erasure_id: z.string(), root: z.string() });
const beginning = z.union([z.object({ erasure_id: z.string() }), z.object({ purge_id: z.string() })]);
const purgeClaim = z.object({ purge_id: z.string(), root: z.string() });

/** Notes what an activity says, if it begins or ends an erasure or a purge. The first to speak of one counts. */
export function noteClaim(claims: Claims, { id, entity_type, action, extra_data }: LoggedActivity): void {
  if (entity_type !== 'audit') return;
  const note = (map: Map<string, Claim>, key: string, root: Hash) => {
    if (!map.has(key)) map.set(key, { id, root });
  };
  if (action === 'started') {
    const { data } = beginning.safeParse(extra_data);
    if (data) claims.begun.add('erasure_id' in data ? data.erasure_id : data.purge_id);
  }
  if (action === 'anonymized') {
    const { data } = erasureClaim.safeParse(extra_data);
    if (data) note(claims.erasures, data.erasure_id, data.root);
  }
  if (action === 'purged') {
    const { data } = purgeClaim.safeParse(extra_data);
    if (data) note(claims.purges, data.purge_id, data.root);
  }
}

/** Erasures and purges that no activity has ended yet. */
export interface InProgress {
  erasures: string[];
  purges: string[];
}

/**
 * Compares the lists with what the log says about them.
 * @returns those that have begun, and not ended
 * @throws {LogFinding} for a list that is not what the log says, or that the log says nothing about
 */
export async function checkLists(evidence: LogEvidence, claims: Claims): Promise<InProgress> {
  return {
    erasures: await checkList(
      claims.erasures,
      claims.begun,
      entriesOf(evidence.rewrites(), (one) => [one.erasure_id, `${one.activity_id}:${one.digest}`]),
      (id) => `what erasure ${id} rewrote`,
    ),
    purges: await checkList(
      claims.purges,
      claims.begun,
      entriesOf(evidence.ranges(), (one) => [one.purge_id, `${one.first_id}-${one.last_id}`]),
      (id) => `what purge ${id} removed`,
    ),
  };
}

async function* entriesOf<Row>(
  slices: AsyncIterable<readonly Row[]>,
  entry: (row: Row) => [list: string, text: string],
): AsyncIterable<[list: string, text: string]> {
  for await (const rows of slices) for (const row of rows) yield entry(row);
}

/** @param entries by list; @returns the lists that have begun, and that nobody claims */
async function checkList(
  claims: Map<string, Claim>,
  begun: ReadonlySet<string>,
  entries: AsyncIterable<[list: string, text: string]>,
  what: (list: string) => string,
): Promise<string[]> {
  const unclaimed: string[] = [];
  const waiting = new Map(claims);
  const finish = (list: string, root: Hash) => {
    const claim = claims.get(list);
    if (!claim) {
      if (!begun.has(list)) found('changed', null, `no activity says that anybody began ${what(list)}`);
      unclaimed.push(list);
    } else if (claim.root !== root)
      found(
        'changed',
        claim.id,
        `the list of ${what(list)} is not the one that activity ${claim.id} vouches for`,
      );
    waiting.delete(list);
  };
  let current: { list: string; tree: GrowingTree } | undefined;
  for await (const [list, text] of entries) {
    if (current?.list !== list) {
      if (current) finish(current.list, current.tree.root());
      current = { list, tree: growTree(undefined, fastNodeHash) };
    }
    current.tree.append(leafHash(text));
  }
  if (current) finish(current.list, current.tree.root());
  for (const list of waiting.keys()) finish(list, rootOf([]));
  return unclaimed;
}
