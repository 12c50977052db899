import { hashToBase64, leafHash, textHash } from '@timetracker/log';
import type { Activity, ActivityProof } from '@timetracker/shared';
import { describe, expect, test } from 'vitest';
import { allHold } from './check.ts';
import { checkProof, type ProofEvidence } from './check-proof.ts';
import { anEvidence, aSigner, checkpointOf } from './test-proof.ts';

const steps = ['personal', 'entry', 'leaf', 'path', 'seal'];
const results = (evidence: ProofEvidence) =>
  checkProof(evidence).map(({ title, result }) => [title.replace('proof.', ''), result]);
const failing = (evidence: ProofEvidence) =>
  checkProof(evidence).flatMap(({ title, result }) =>
    result === 'fails' ? [title.replace('proof.', '')] : [],
  );

const signer = aSigner();
const whole = anEvidence(signer);
const { proof } = whole;
const otherHash = hashToBase64(leafHash('other'));

const shown = (changed: Partial<Activity>): ProofEvidence => ({
  ...whole,
  activity: { ...whole.activity, ...changed },
});
const stated = (changed: Partial<ActivityProof>): ProofEvidence => ({
  ...whole,
  proof: { ...proof, ...changed },
});
const sealed = (changed: Partial<ActivityProof['checkpoint']>) =>
  stated({ checkpoint: { ...proof.checkpoint, ...changed } });

test('of an activity that is what was logged, everything holds', () => {
  expect(results(whole)).toEqual(steps.map((step) => [step, 'holds']));
});

describe('what administrators are shown of persons is what was committed to', () => {
  test.each<[keyof Activity, Partial<Activity>]>([
    ['entity_name', { entity_name: 'Old Website' }],
    ['description', { description: 'Created project "New Website" ' }],
    ['extra_data', { extra_data: { by: 'nobody' } }],
    ['ip_address', { ip_address: '192.0.2.2' }],
    ['user_agent', { user_agent: 'curl' }],
  ])('another %s is noticed', (_, changed) => {
    expect(failing(shown(changed))).toEqual(['personal']);
  });

  test('so is another salt', () => {
    const personal = { salt: 'cd'.repeat(32), text: '', digest: proof.commitment };
    expect(failing(stated({ personal }))).toEqual(['personal']);
  });

  test('another commitment fits neither them nor the entry', () => {
    expect(failing(stated({ commitment: textHash('other') }))).toEqual(['personal', 'entry']);
  });
});

describe('the public facts are those of the entry', () => {
  test.each<[string, Partial<Activity>]>([
    ['event_id', { event_id: '0199f5a2-0000-7000-8000-000000000124' }],
    ['user_id', { user_id: 6 }],
    ['action', { action: 'deleted' }],
    ['entity_type', { entity_type: 'task' }],
    ['entity_id', { entity_id: 43 }],
    ['project_id', { project_id: null }],
    ['source', { source: 'api' }],
    ['created_at', { created_at: '2025-10-30T14:30:00.001Z' }],
  ])('another %s is noticed', (_, changed) => {
    expect(failing(shown(changed))).toEqual(['entry']);
  });

  test('an entry that is none is noticed there, and that it is not the leaf', () => {
    for (const entry of ['', 'null', '{"v":1', proof.entry.replace('"v":1', '"v":2')])
      expect(failing(stated({ entry }))).toEqual(['entry', 'leaf']);
  });
});

test('a leaf of something else fits neither the entry nor the way up', () => {
  expect(failing(stated({ leaf_hash: otherHash }))).toEqual(['leaf', 'path']);
  expect(failing(stated({ leaf_hash: 'no hash' }))).toEqual(['leaf', 'path']);
});

describe('the way from the leaf to the root', () => {
  test.each(proof.path.map((_, level) => level))('is noticed to be another at level %i', (level) => {
    expect(failing(stated({ path: proof.path.with(level, otherHash) }))).toEqual(['path']);
  });

  test('is noticed to be too long, too short, or none', () => {
    for (const path of [[...proof.path, otherHash], proof.path.slice(1), [], ['x', ...proof.path.slice(1)]])
      expect(failing(stated({ path }))).toEqual(['path']);
  });

  test('begins at the place of this activity and no other', () => {
    expect(failing(stated({ index: proof.index + 1 }))).toEqual(['path']);
    // The proof of another activity, with that activity: as if it were the one that was asked for.
    expect(failing({ ...whole, id: whole.id + 1 })).toEqual(['entry', 'path']);
  });
});

describe('the seal', () => {
  test('is of the root that the way leads to', () => {
    expect(failing(sealed({ root: otherHash }))).toEqual(['path', 'seal']);
    const elsewhere = checkpointOf(proof.checkpoint.size, leafHash('other'), signer);
    expect(failing(sealed({ note: elsewhere.note }))).toEqual(['seal']);
  });

  test('is of the size that the way is for', () => {
    expect(failing(sealed({ size: proof.checkpoint.size + 1 }))).toEqual(['seal']);
  });

  test('is by a key of the log, over this very text', () => {
    expect(failing({ ...whole, verifiers: [aSigner().verifier] })).toEqual(['seal']);
    expect(failing({ ...whole, verifiers: [] })).toEqual(['seal']);
    const { note } = proof.checkpoint;
    const changed = [note.replace('\n21\n', '\n22\n'), note.replace('example', 'sample'), note.trim(), ''];
    for (const text of changed) expect(failing(sealed({ note: text }))).toEqual(['seal']);
  });
});

test('members get a proof of the public facts, and are told that it is one of these alone', () => {
  const { ip_address: _, user_agent: __, ...activity } = whole.activity;
  const evidence = { ...stated({ personal: null }), activity };
  const [personal, ...others] = checkProof(evidence);
  expect(personal).toMatchObject({ result: 'open', says: 'proof.personal.withheld' });
  expect(others.map(({ result }) => result)).toEqual(['holds', 'holds', 'holds', 'holds']);
  expect(allHold(checkProof(evidence))).toBe(true);
});

test('of an activity that was erased, the public facts are still proved', () => {
  const evidence = {
    ...shown({ entity_name: null, description: '' }),
    proof: { ...proof, state: 'erased' as const },
  };
  expect(checkProof(evidence)[0]).toMatchObject({ result: 'open', says: 'proof.personal.erased' });
  expect(failing(evidence)).toEqual([]);
});
