import { join, resolve } from 'node:path';
import { readSealKey } from '@timetracker/log/node';
import { requireWritable } from '@timetracker/process';
import type { Env } from '@timetracker/shared/env';

/**
 * Makes sure, at the start, that the worker can do what it is set up to do: keep e-mails as files, sign, and keep checkpoints.
 * @throws {EnvError} in one line that names the setting
 */
export async function requirePlaces(
  env: Pick<Env, 'DATA_DIR' | 'SMTP_URL' | 'SEAL_KEY' | 'ANCHOR_DIR'>,
): Promise<void> {
  const signer = await readSealKey(env);
  if (signer || env.SMTP_URL === undefined) await requireWritable('DATA_DIR', resolve(env.DATA_DIR));
  if (env.SMTP_URL === undefined) await requireWritable('DATA_DIR', join(resolve(env.DATA_DIR), 'outbox'));
  if (env.ANCHOR_DIR !== undefined) await requireWritable('ANCHOR_DIR', resolve(env.ANCHOR_DIR));
}
