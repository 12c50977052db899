import { generateKeyPairSync, sign } from 'node:crypto';
import {
  growTree,
  type Hash,
  leafHash,
  type NoteSigner,
  rootOf,
  signCheckpoint,
  verifierOf,
} from '@timetracker/log';
import { leafHash as activityLeaf, fastNodeHash } from '@timetracker/log/node';
import type { Random } from '@timetracker/shared/random';
import { commitmentOf, personalDigest } from './leaf-fit.ts';
import type { LoggedActivity, PurgedRange } from './log-evidence.ts';
import { type MemoryLog, TEST_LEVELS } from './test-memory-log.ts';

const ORIGIN = 'example.com/activity';

/** A signer by the platform's Ed25519, which is quick. */
export function quickSigner(): NoteSigner {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const bytes = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  return { verifier: verifierOf(ORIGIN, bytes), sign: (message) => sign(null, message, privateKey) };
}

const signers = [quickSigner(), quickSigner()] as const;

const hexOf = (random: Random, bytes: number) =>
  Buffer.from([...random.bytes(), ...random.bytes()].slice(0, bytes)).toString('hex');

export const newSalt = (random: Random) => hexOf(random, 16);
export const newHash = (random: Random): Hash => hexOf(random, 32);

const instant = (random: Random) => new Date(1_790_000_000_000 + random.whole(0, 10 ** 9)).toISOString();

/** An activity with everything in it. */
export function anActivity(random: Random, id: number, parts: Partial<LoggedActivity> = {}): LoggedActivity {
  const uuid = newSalt(random).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return {
    id,
    event_id: uuid,
    user_id: random.whole(1, 3),
    action: random.pick(['created', 'updated']),
    entity_type: random.pick(['task', 'project']),
    entity_id: random.whole(1, 3),
    entity_name: random.pick(['Logo', null]),
    description: random.pick(['Created it', 'Updated it']),
    extra_data: random.pick([
      {},
      { cents: 9_007_199_254_740_992, price: 0.1 },
      { changes: { name: { old: 'a', new: 'b' } } },
    ]),
    project_id: random.pick([1, null]),
    ip_address: random.pick(['::1', null]),
    user_agent: random.pick(['browser', null]),
    source: 'app',
    created_at: instant(random),
    recorded_at: instant(random),
    ...parts,
  };
}

/** Stores an activity with its leaf. */
export function store(random: Random, log: MemoryLog, activity: LoggedActivity): void {
  const salt = newSalt(random);
  log.activities.set(activity.id, activity);
  log.leaves.set(activity.id, {
    id: activity.id,
    hash: activityLeaf(activity, activity, salt),
    salt,
    commitment: null,
  });
}

function append(random: Random, log: MemoryLog, parts: Partial<LoggedActivity> = {}): void {
  log.head++;
  store(random, log, anActivity(random, log.head, parts));
}

/** Makes the tree over the first leaves anew, with its nodes. @returns its root */
export function treeOver(log: MemoryLog, size: number): Hash {
  const tree = growTree(undefined, fastNodeHash);
  log.nodes = [];
  for (let id = 1; id <= size; id++)
    log.nodes.push(
      ...tree.append(log.leaves.get(id)?.hash ?? '').filter(({ level }) => level % TEST_LEVELS === 0),
    );
  return tree.root();
}

function seal(log: MemoryLog, signer: NoteSigner): void {
  const size = log.head;
  if (size === 0 || log.checkpoints.at(-1)?.size === size) return;
  const root = treeOver(log, size);
  log.checkpoints.push({ size, root, note: signCheckpoint({ size, root }, signer) });
  if (!log.keys.includes(signer.verifier)) log.keys.push(signer.verifier);
}

const sealedSize = (log: MemoryLog) => log.checkpoints.at(-1)?.size ?? 0;

const AUDIT = { entity_type: 'audit', entity_id: 1 } as const;
const rootOfEntries = (entries: readonly string[]): Hash => rootOf(entries.map((entry) => leafHash(entry)));

/** Cuts the ids up to `last` into the steps that a run takes; a run that is broken off takes some of them. */
function stepsTo(random: Random, last: number): { after: number; through: number }[] {
  const steps: { after: number; through: number }[] = [];
  for (let after = 0; after < last; after = steps.at(-1)?.through ?? last)
    steps.push({ after, through: Math.min(last, after + random.whole(1, 6)) });
  return steps;
}

/** Rewrites some activities as an erasure does, step by step; most erasures end with an activity about them. */
function erase(random: Random, log: MemoryLog, erasure_id: string): void {
  const last_id = log.head;
  append(random, log, { ...AUDIT, action: 'started', extra_data: { erasure_id, last_id } });
  const entries: string[] = [];
  const isWhole = random.chance(0.7);
  for (const { after, through } of stepsTo(random, last_id)) {
    if (!isWhole && random.chance(0.3)) return;
    const part = [...log.activities.values()]
      .filter(({ id, entity_type }) => id > after && id <= through && entity_type !== 'audit')
      .filter(() => random.chance(0.3))
      .map((activity) => eraseOne(random, log, erasure_id, activity));
    entries.push(...part);
    if (part.length === 0) continue;
    const step = { erasure_id, after, through, rewritten: part.length, root: rootOfEntries(part) };
    append(random, log, { ...AUDIT, action: 'anonymized', extra_data: step });
  }
  if (!isWhole) return;
  const extra_data = { erasure_id, rewritten: entries.length, root: rootOfEntries(entries) };
  append(random, log, { ...AUDIT, action: 'anonymized', extra_data });
}

/** @returns the entry of the erasure's list */
function eraseOne(random: Random, log: MemoryLog, erasure_id: string, activity: LoggedActivity): string {
  const { id } = activity;
  const leaf = log.leaves.get(id);
  if (!leaf) throw new Error(`Activity ${id} has a leaf`);
  log.leaves.set(id, { ...leaf, salt: null, commitment: commitmentOf(activity, leaf) });
  const erased = { ...activity, description: 'Erased', ip_address: null, user_agent: null };
  log.activities.set(id, erased);
  for (const earlier of log.rewrites) if (earlier.activity_id === id) earlier.salt = null;
  const salt = newSalt(random);
  const digest = personalDigest(erased, salt);
  log.rewrites.push({ erasure_id, activity_id: id, digest, salt });
  return `${id}:${digest}`;
}

/** Removes sealed activities as a purge does, step by step; most purges end with an activity about them. */
function purge(random: Random, log: MemoryLog, purge_id: string): void {
  const last_id = sealedSize(log);
  append(random, log, { ...AUDIT, action: 'started', extra_data: { purge_id, last_id } });
  const first = random.whole(1, Math.max(1, last_id));
  const last = first + random.whole(0, 6);
  const all: PurgedRange[] = [];
  const isWhole = random.chance(0.7);
  for (const { after, through } of stepsTo(random, last_id)) {
    if (!isWhole && random.chance(0.3)) return;
    const ids = [...log.activities.values()]
      .filter(({ id, entity_type }) => id > after && id <= through && entity_type !== 'audit')
      .map(({ id }) => id)
      .filter((id) => id >= first && id <= last)
      .sort((a, b) => a - b);
    const part = removeAll(log, purge_id, ids);
    all.push(...part);
    if (ids.length === 0) continue;
    const step = { purge_id, after, through, purged: ids.length, root: rangesRoot(part) };
    append(random, log, { ...AUDIT, action: 'purged', extra_data: step });
  }
  if (!isWhole) return;
  const purged = all.reduce((sum, one) => sum + one.last_id - one.first_id + 1, 0);
  append(random, log, {
    ...AUDIT,
    action: 'purged',
    extra_data: { purge_id, purged, root: rangesRoot(all) },
  });
}

const rangesRoot = (ranges: readonly PurgedRange[]) =>
  rootOfEntries(ranges.map(({ first_id, last_id }) => `${first_id}-${last_id}`));

/** @returns the ranges that the purge's list gets */
function removeAll(log: MemoryLog, purge_id: string, ids: readonly number[]): PurgedRange[] {
  const ranges: PurgedRange[] = [];
  for (const id of ids) {
    log.activities.delete(id);
    log.leaves.set(id, { id, hash: log.leaves.get(id)?.hash ?? '', salt: null, commitment: null });
    for (const rewrite of log.rewrites) if (rewrite.activity_id === id) rewrite.salt = null;
    const range = ranges.at(-1);
    if (range?.last_id === id - 1) range.last_id = id;
    else ranges.push({ purge_id, first_id: id, last_id: id });
  }
  log.ranges.push(...ranges);
  return ranges;
}

/** A log that was kept as it should be: stored, sealed, erased and purged in some order. */
export function aHistory(random: Random): MemoryLog {
  const log: MemoryLog = {
    head: 0,
    activities: new Map(),
    leaves: new Map(),
    rewrites: [],
    ranges: [],
    nodes: [],
    checkpoints: [],
    keys: [],
    texts: new Map(),
    twice: { activities: [], leaves: [] },
  };
  const changed = random.whole(0, 30);
  const steps = random.whole(0, 16);
  for (let step = 0; step < steps; step++) {
    const chance = random.unit();
    if (chance < 0.62) append(random, log);
    else if (chance < 0.82) seal(log, signers[step < changed ? 0 : 1]);
    else if (chance < 0.91) erase(random, log, `erasure ${step}`);
    else purge(random, log, `purge ${step}`);
  }
  return log;
}

/** Signs all checkpoints anew over the leaves as they are, as whoever has the key could. */
export function forgeCheckpoints(log: MemoryLog, signer: NoteSigner = signers[0]): void {
  log.checkpoints = log.checkpoints.map(({ size }) => {
    const root = treeOver(log, size);
    return { size, root, note: signCheckpoint({ size, root }, signer) };
  });
  if (!log.keys.includes(signer.verifier)) log.keys.push(signer.verifier);
}
