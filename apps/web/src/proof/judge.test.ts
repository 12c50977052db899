import { textHash } from '@timetracker/log';
import { personalText } from '@timetracker/shared';
import { expect, test } from 'vitest';
import { checkProof, type ProofEvidence } from './check-proof.ts';
import { judge } from './judge.ts';
import { anEvidence } from './test-proof.ts';

const whole = anEvidence();
const judged = (evidence: ProofEvidence) => judge(evidence.proof, checkProof(evidence));

test('only what is proved with its sentence holds', () => {
  expect(judged(whole)).toEqual({ result: 'holds', title: 'proof.verdict.holds' });
});

test('a sentence that stands over an erased salt is never under a verdict that holds', () => {
  const activity = { ...whole.activity, description: 'Forged', ip_address: null, user_agent: null };
  const salt = 'cd'.repeat(16);
  const text = personalText(activity);
  for (const personal of [null, { salt, text, digest: textHash(salt + text) }, whole.proof.personal]) {
    const forged = { ...whole, activity, proof: { ...whole.proof, state: 'erased' as const, personal } };
    expect(judged(forged)).toEqual({
      result: 'open',
      title: 'proof.verdict.rewritten',
      unproved: 'proof.verdict.rewritten_why',
    });
  }
});

test('nor is one that the viewer gets nothing to prove it with', () => {
  expect(judged({ ...whole, proof: { ...whole.proof, personal: null } })).toMatchObject({
    result: 'open',
    title: 'proof.verdict.holds_public',
  });
});

test('what fails, fails, erased or not', () => {
  const activity = { ...whole.activity, action: 'deleted' as const };
  for (const state of ['intact', 'erased'] as const)
    expect(judged({ ...whole, activity, proof: { ...whole.proof, state } })).toMatchObject({
      result: 'fails',
    });
});
