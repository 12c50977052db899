import { hashToBase64, leafHash } from '@timetracker/log';
import type { PurgedProof } from '@timetracker/shared';
import { expect, test } from 'vitest';
import { checkPurged, type PurgedEvidence } from './check-purged.ts';
import { anEvidence, aSigner } from './test-proof.ts';

const { id, proof, verifiers } = anEvidence();
const { leaf_hash, index, path, checkpoint } = proof;
const purge: PurgedProof['purge'] = {
  id: '0199f5a2-0000-7000-8000-000000000001',
  number: 1,
  reason: 'Kept for long enough',
  before: '2025-06-01T00:00:00.000Z',
  entity_type: null,
  by_policy: false,
  requested_by: null,
  begun_at: '2026-01-01T00:00:00.000Z',
  finished_at: null,
};
const left: PurgedProof = { id, state: 'purged', purge, leaf_hash, index, path, checkpoint };
const results = (changed: Partial<PurgedEvidence> = {}) =>
  checkPurged({ id, proof: left, verifiers, ...changed }).map(({ result }) => result);

test('of a purged activity its leaf is proved, and what it said is not', () => {
  expect(results()).toEqual(['open', 'holds', 'holds']);
});

test('another leaf, another place and a seal of somebody else do not hold', () => {
  const other = hashToBase64(leafHash('other'));
  expect(results({ proof: { ...left, leaf_hash: other } })).toEqual(['open', 'fails', 'holds']);
  expect(results({ id: id + 1 })).toEqual(['open', 'fails', 'holds']);
  expect(results({ verifiers: [aSigner().verifier] })).toEqual(['open', 'holds', 'fails']);
});
