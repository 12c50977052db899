import { leafHash as activityLeaf } from '@timetracker/log/node';
import type { Random } from '@timetracker/shared/random';
import { personalDigest } from './leaf-fit.ts';
import {
  anActivity,
  forgeCheckpoints,
  newHash,
  newSalt,
  quickSigner,
  store,
  treeOver,
} from './test-histories.ts';
import { type MemoryLog, TEST_LEVELS } from './test-memory-log.ts';

/**
 * Something that somebody does to a log behind its back.
 * @returns false when there is nothing to do it to; `outside`: the id that a checkpoint from outside must cover to tell
 */
type Tampering = (random: Random, log: MemoryLog) => boolean | { outside: number };

const sealedSize = (log: MemoryLog) => Math.max(0, ...log.checkpoints.map(({ size }) => size));
const someOf = <Value>(random: Random, values: Iterable<Value>): Value | undefined => {
  const all = [...values];
  return all.length === 0 ? undefined : random.pick(all);
};
const repeatSome = (random: Random, rows: object[]): void => {
  const row = someOf(random, rows);
  if (row) rows.splice(random.whole(0, rows.length), 0, { ...row });
};
const other = (value: unknown) => (typeof value === 'number' ? value + 1 : `${String(value)} `);

/** A stranger's key, in case that nobody looks at names. */
const stranger = quickSigner();

function rewrite(random: Random, log: MemoryLog, id: number): boolean {
  const activity = log.activities.get(id);
  if (!activity || log.leaves.get(id)?.salt === null) return false;
  store(random, log, { ...activity, description: `${activity.description}!` });
  return true;
}

/** An erasure or a purge that somebody began, whether it has ended or not. */
const someList = (random: Random, log: MemoryLog, key: 'erasure_id' | 'purge_id'): string | undefined =>
  someOf(
    random,
    [...log.activities.values()]
      .filter((one) => one.entity_type === 'audit' && one.action === 'started')
      .flatMap(({ extra_data }) => {
        const list = extra_data[key];
        return typeof list === 'string' ? list : [];
      }),
  );

export const tamperings: Record<string, Tampering> = {
  'a field is changed': (random, log) => {
    const activity = someOf(random, log.activities.values());
    if (!activity) return false;
    const { id: _, ...fields } = activity;
    const field = random.pick(Object.keys(fields) as (keyof typeof fields)[]);
    const value = field === 'extra_data' ? { ...activity.extra_data, more: 1 } : other(activity[field]);
    log.activities.set(activity.id, { ...activity, [field]: value });
    return true;
  },
  'a number is changed to one that is read as the same': (random, log) => {
    const activity = someOf(
      random,
      [...log.activities.values()].filter(({ extra_data }) => 'price' in extra_data),
    );
    if (!activity) return false;
    const json = JSON.stringify(activity.extra_data);
    log.texts.set(
      activity.id,
      random.chance(0.5) ? json.replace('740992', '740993') : json.replace('0.1', '0.10000000000000000001'),
    );
    return true;
  },
  'a row is deleted': (random, log) => {
    const id = someOf(random, log.activities.keys());
    return id !== undefined && log.activities.delete(id);
  },
  'a row and its leaf are deleted': (random, log) => {
    const id = someOf(random, log.leaves.keys());
    if (id === undefined) return false;
    log.activities.delete(id);
    return log.leaves.delete(id);
  },
  'a leaf is deleted': (random, log) => {
    const id = someOf(random, log.leaves.keys());
    return id !== undefined && log.leaves.delete(id);
  },
  'a row is put in, and those after it move': (random, log) => {
    if (log.head === 0) return false;
    const place = random.whole(1, log.head);
    const withLeaves = random.chance(0.5);
    for (let id = log.head; id >= place; id--) {
      const activity = log.activities.get(id);
      const leaf = log.leaves.get(id);
      log.activities.delete(id);
      if (activity) log.activities.set(id + 1, { ...activity, id: id + 1 });
      if (leaf && withLeaves) log.leaves.set(id + 1, { ...leaf, id: id + 1 });
    }
    const activity = anActivity(random, place);
    if (withLeaves) store(random, log, activity);
    else log.activities.set(place, activity);
    if (random.chance(0.5)) log.head++;
    return true;
  },
  'a row is taken out, and those after it move': (random, log) => {
    if (log.head < 2) return false;
    const place = random.whole(1, log.head - 1);
    const withLeaves = random.chance(0.5);
    for (let id = place; id <= log.head; id++) {
      const activity = log.activities.get(id + 1);
      const leaf = log.leaves.get(id + 1);
      if (activity) log.activities.set(id, { ...activity, id });
      else log.activities.delete(id);
      if (!withLeaves) continue;
      if (leaf) log.leaves.set(id, { ...leaf, id });
      else log.leaves.delete(id);
    }
    if (random.chance(0.5)) log.head--;
    return true;
  },
  'rows beyond the last one, or before the first': (random, log) => {
    const id = random.pick([-1, 0, log.head + 1, log.head + 7]);
    if (random.chance(0.5)) store(random, log, anActivity(random, id));
    else log.activities.set(id, anActivity(random, id));
    return true;
  },
  'a row has the id of another': (random, log) => {
    const id = someOf(random, log.leaves.keys());
    const [activity, leaf] = [log.activities.get(id ?? 0), log.leaves.get(id ?? 0)];
    const twice = random.pick([
      'activities',
      'leaves',
      'nodes',
      'checkpoints',
      'ranges',
      'rewrites',
    ] as const);
    if (twice === 'activities' && activity)
      log.twice.activities.push({ ...activity, description: random.pick([activity.description, 'Forged']) });
    else if (twice === 'leaves' && leaf)
      log.twice.leaves.push({ ...leaf, hash: random.pick([leaf.hash, newHash(random)]) });
    else if (twice === 'nodes') repeatSome(random, log.nodes);
    else if (twice === 'checkpoints') repeatSome(random, log.checkpoints);
    else if (twice === 'ranges') repeatSome(random, log.ranges);
    else if (twice === 'rewrites') repeatSome(random, log.rewrites);
    return true;
  },
  'two places are exchanged': (random, log) => {
    const [a, b] = [someOf(random, log.leaves.keys()), someOf(random, log.leaves.keys())];
    if (a === undefined || b === undefined || a === b) return false;
    const how = random.whole(1, 3);
    const exchange = <Row extends { id: number }>(rows: Map<number, Row>) => {
      const [first, second] = [rows.get(a), rows.get(b)];
      for (const id of [a, b]) rows.delete(id);
      if (first) rows.set(b, { ...first, id: b });
      if (second) rows.set(a, { ...second, id: a });
    };
    if (how !== 1) exchange(log.activities);
    if (how !== 2) exchange(log.leaves);
    return how !== 2 || log.activities.has(a) || log.activities.has(b);
  },
  'a leaf is changed': (random, log) => {
    const leaf = someOf(random, log.leaves.values());
    if (!leaf) return false;
    const field = random.pick((['hash', 'salt', 'commitment'] as const).filter((one) => leaf[one] !== null));
    log.leaves.set(leaf.id, { ...leaf, [field]: field === 'salt' ? newSalt(random) : newHash(random) });
    return true;
  },
  'a sealed row is rewritten with its leaf, and the nodes too': (random, log) => {
    const id = random.whole(0, sealedSize(log));
    if (!rewrite(random, log, id)) return false;
    if (random.chance(0.5)) treeOver(log, sealedSize(log));
    return true;
  },
  'everything is forged with the key, but for what was kept outside': (random, log) => {
    const id = random.whole(0, sealedSize(log));
    if (!rewrite(random, log, id)) return false;
    forgeCheckpoints(log);
    return { outside: id };
  },
  'everything is forged with another key': (random, log) => {
    const id = random.whole(0, sealedSize(log));
    if (!rewrite(random, log, id)) return false;
    const { keys } = log;
    forgeCheckpoints(log, stranger);
    if (random.chance(0.3)) {
      log.keys = keys.filter((key) => key !== stranger.verifier);
      return true;
    }
    if (random.chance(0.5)) log.keys = [stranger.verifier];
    return { outside: id };
  },
  'the newest are cut off': (random, log) => {
    if (log.head === 0) return false;
    const first = random.whole(1, log.head);
    for (const rows of [log.activities, log.leaves])
      for (const id of rows.keys()) if (id >= first) rows.delete(id);
    log.checkpoints = log.checkpoints.filter(({ size }) => size < first);
    treeOver(log, sealedSize(log));
    log.head = first - 1;
    return { outside: first };
  },
  'a node is changed, removed or made up': (random, log) => {
    const place = random.whole(0, log.nodes.length);
    const node = log.nodes[place];
    if (!node) log.nodes.push({ level: random.pick([1, TEST_LEVELS]), index: 999, hash: newHash(random) });
    else if (random.chance(0.3)) log.nodes.splice(place, 1);
    else log.nodes[place] = { ...node, hash: newHash(random) };
    return true;
  },
  'a checkpoint is changed': (random, log) => {
    const row = someOf(random, log.checkpoints);
    if (!row) return false;
    const how = random.whole(1, 5);
    if (how === 1) row.root = newHash(random);
    if (how === 2) row.note = row.note.replace(`\n${row.size}\n`, `\n${row.size + 1}\n`);
    if (how === 3) row.note = row.note.replace(/.{3}\n$/, '=\n');
    if (how === 4) row.size += 1;
    // Sizes are a primary key.
    if (log.checkpoints.filter(({ size }) => size === row.size).length > 1) return false;
    if (how === 5) row.note = row.note.replace(/example/g, 'elsewhere');
    return true;
  },
  'a key is removed': (random, log) => {
    const key = someOf(random, log.keys);
    log.keys = log.keys.filter((one) => one !== key);
    return key !== undefined;
  },
  'the head is moved': (random, log) => {
    if (log.head === 0) return false;
    log.head += random.pick([-1, 1]);
    return true;
  },
  'what an erasure rewrote is changed': (random, log) => {
    const row = someOf(random, log.rewrites);
    if (!row) return false;
    const how = random.whole(1, 4);
    if (how === 1) row.digest = newHash(random);
    if (how === 2) log.rewrites = log.rewrites.filter((one) => one !== row);
    if (how === 3 && row.salt !== null) row.salt = newSalt(random);
    if (how === 4) log.rewrites.push({ ...row, activity_id: 999, digest: newHash(random) });
    return how <= 2 || (how === 3 && row.salt !== null) || log.rewrites.at(-1)?.activity_id === 999;
  },
  'a row is erased behind the back of its erasure': (random, log) => {
    const list = someList(random, log, 'erasure_id');
    const activity = someOf(random, log.activities.values());
    const leaf = activity && log.leaves.get(activity.id);
    if (!activity || typeof leaf?.salt !== 'string') return false;
    const changed = { ...activity, description: 'Never happened' };
    const salt = newSalt(random);
    log.leaves.set(leaf.id, { ...leaf, salt: null, commitment: personalDigest(activity, leaf.salt) });
    log.activities.set(leaf.id, changed);
    if (list !== undefined)
      log.rewrites.push({
        erasure_id: list,
        activity_id: leaf.id,
        digest: personalDigest(changed, salt),
        salt,
      });
    return true;
  },
  'a row is purged behind the back of its purge': (random, log) => {
    const list = someList(random, log, 'purge_id');
    const id = someOf(random, log.activities.keys());
    if (id === undefined) return false;
    log.activities.delete(id);
    log.leaves.set(id, { id, hash: log.leaves.get(id)?.hash ?? '', salt: null, commitment: null });
    if (list !== undefined) log.ranges.push({ purge_id: list, first_id: id, last_id: id });
    return true;
  },
  'what a purge removed is told otherwise': (random, log) => {
    const row = someOf(random, log.ranges);
    if (!row) return false;
    if (random.chance(0.5)) row.last_id += 1;
    else log.ranges = log.ranges.filter((one) => one !== row);
    return true;
  },
  'a purged row is put back, as another': (random, log) => {
    const row = someOf(random, log.ranges);
    if (!row) return false;
    const activity = anActivity(random, row.first_id);
    log.activities.set(activity.id, activity);
    if (random.chance(0.5)) {
      const salt = newSalt(random);
      const hash = activityLeaf(activity, activity, salt);
      log.leaves.set(activity.id, { id: activity.id, hash, salt, commitment: null });
    }
    return true;
  },
};
