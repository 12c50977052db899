import { hash } from 'node:crypto';
import type { StoredCheckpoint } from '@timetracker/activities';
import type { Env } from '@timetracker/shared/env';
import { anchorInDirectory, newestInDirectory } from './directory.ts';
import { anchorByMail, type SendMail } from './mail.ts';
import { anchorByPost } from './post.ts';

/** A place outside where checkpoints are kept. */
export interface Anchor {
  kind: 'directory' | 'webhook' | 'mail';
  /** Names the place without telling it: addresses may hold secrets. */
  target: string;
  /** How long after one the next may come. */
  every_ms: number;
  /** Brings a checkpoint there; the same one twice does no harm. */
  keep: (checkpoint: StoredCheckpoint) => Promise<void>;
  /** The note that it has, where a place can be asked; what is brought next has to continue it. */
  kept?: () => Promise<string | undefined>;
}

export type AnchorEnv = Pick<Env, 'ANCHOR_DIR' | 'ANCHOR_URL' | 'ANCHOR_EMAIL'>;

const DAY_MS = 86_400_000;

/** The places that the environment names. */
export function anchorsOf(
  { ANCHOR_DIR, ANCHOR_URL, ANCHOR_EMAIL = [] }: AnchorEnv,
  send: SendMail,
): Anchor[] {
  const anchor = (kind: Anchor['kind'], place: string, every_ms: number, keep: Anchor['keep']): Anchor => ({
    kind,
    target: `${kind}:${hash('sha256', place, 'hex').slice(0, 16)}`,
    every_ms,
    keep,
  });
  return [
    ...(ANCHOR_DIR === undefined
      ? []
      : [
          {
            ...anchor('directory', ANCHOR_DIR, 0, anchorInDirectory(ANCHOR_DIR)),
            kept: newestInDirectory(ANCHOR_DIR),
          },
        ]),
    ...(ANCHOR_URL === undefined ? [] : [anchor('webhook', ANCHOR_URL, 0, anchorByPost(ANCHOR_URL))]),
    ...ANCHOR_EMAIL.map((address) => anchor('mail', address, DAY_MS, anchorByMail(address, send))),
  ];
}
