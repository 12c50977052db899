import { z } from 'zod';
import { getActivityInput } from './activity.ts';
import { wholeNumber } from './fields.ts';
import { purgeOutput } from './retention.ts';

/** A SHA-256 hash of the tree, in base64 (RFC 6962, 4). */
const treeHash = z.string();

const size = wholeNumber(1, Number.MAX_SAFE_INTEGER);

/** A checkpoint of the sealed log: what it says, and the signed note that says it (C2SP tlog-checkpoint). */
export const logCheckpoint = z.object({
  size: z.int(),
  root: treeHash,
  note: z.string(),
  created_at: z.string(),
});
export type LogCheckpoint = z.output<typeof logCheckpoint>;

/** GET /api/audit/checkpoint: the newest, or that of a size. */
export const checkpointInput = z.strictObject({ size: size.optional() });

/** GET /api/activities/:id/proof */
export const activityProofInput = getActivityInput.pick({ id: true });

/** What is under an activity's commitment: the digits of the salt and the text, whose SHA-256 together is the digest. */
const committed = z.object({ salt: z.string(), text: z.string(), digest: z.string() });

/** A leaf, and its way into the checkpoint. */
const leafPlace = z.object({
  id: z.int(),
  leaf_hash: treeHash,
  /** The leaf's place in the tree, from 0. */
  index: z.int(),
  /** The hashes beside the way from the leaf to the checkpoint's root (RFC 6962, 2.1.1). */
  path: z.array(treeHash),
  checkpoint: logCheckpoint,
});

const activityProof = leafPlace.extend({
  /** The entry of the log: public facts and the commitment to the rest. SHA-256 of a zero byte and this text is the leaf. */
  entry: z.string(),
  /** As in the entry: SHA-256 of the salt's digits and the text of the personal fields, hexadecimal. */
  commitment: z.string(),
  /** `erased`: the personal fields are not those of the commitment any more. */
  state: z.enum(['intact', 'erased']),
  /**
   * For administrators: what opens the commitment, or the digest that an erasure left. The text holds IP address and
   * user agent, so that others get the proof of the public facts alone.
   */
  personal: committed.nullable(),
});
export type ActivityProof = z.output<typeof activityProof>;

/** For administrators: what is left of an activity that was purged. Its leaf is as the log has it: nothing opens it. */
const purgedProof = leafPlace.extend({
  state: z.literal('purged'),
  /** Who removed it, and why. It went between the two instants; `finished_at` is null while the purge goes on. */
  purge: purgeOutput.pick({
    id: true,
    number: true,
    reason: true,
    before: true,
    entity_type: true,
    by_policy: true,
    requested_by: true,
    begun_at: true,
    finished_at: true,
  }),
});
export type PurgedProof = z.output<typeof purgedProof>;

export const activityProofOutput = z.discriminatedUnion('state', [activityProof, purgedProof]);
export type ActivityProofOutput = z.output<typeof activityProofOutput>;

/** GET /api/audit/consistency: from one size to another, or to that of the newest checkpoint. */
export const consistencyInput = z
  .strictObject({ from: size, to: size.optional() })
  .refine(({ from, to }) => to === undefined || from <= to, {
    path: ['from'],
    message: 'must not be above to',
  });

export const consistencyProof = z.object({
  from: z.int(),
  from_root: treeHash,
  to: z.int(),
  to_root: treeHash,
  /** RFC 6962, 2.1.2. */
  path: z.array(treeHash),
});
export type ConsistencyProofOutput = z.output<typeof consistencyProof>;

/** GET /api/audit/keys: what checkpoints are checked with, the oldest first. The last one signs now. */
export const logKeys = z.object({
  keys: z.array(z.object({ verifier: z.string(), first_used_at: z.string() })),
});
