import { readSealKey, writeSealKey } from '@timetracker/db';
import { AppError, invalid } from '@timetracker/shared';
import { generateSigner, isKeyName, parseSigner } from '@timetracker/shared/log';
import type { Outcome } from '../print.ts';
import { commandEnv } from '../with-database.ts';

/** The options of `activity seal-key`. */
export interface SealKeyOptions {
  name?: string;
  rotate?: boolean;
}

/**
 * Makes a key to sign checkpoints with: for SEAL_KEY with `--name`, in the place of the one in DATA_DIR with `--rotate`.
 * @throws {AppError} invalid for other options; conflict when there is no key to rotate
 */
export async function sealKey({ name, rotate }: SealKeyOptions): Promise<Outcome> {
  if ((name === undefined) === (rotate === undefined)) throw invalid('name', 'or --rotate must be given');
  return name === undefined ? rotated() : made(name);
}

function made(name: string): Outcome {
  if (!isKeyName(name)) throw invalid('name', 'must be a name without blanks and plus signs');
  const key = generateSigner(name);
  const verifier = parseSigner(key)?.verifier.text ?? '';
  return { json: { key, verifier }, text: key };
}

async function rotated(): Promise<Outcome> {
  const { SEAL_KEY, DATA_DIR } = commandEnv();
  if (SEAL_KEY !== undefined)
    throw new AppError('conflict', 'SEAL_KEY is set: make a key with --name and put it there');
  const before = await readSealKey({ DATA_DIR });
  if (!before) throw new AppError('conflict', `There is no key in ${DATA_DIR} yet`);
  const { verifier } = await writeSealKey(DATA_DIR, before.verifier.name);
  return {
    json: { verifier: verifier.text, before: before.verifier.text },
    text: `Checkpoints are signed with a new key from now on. Auditors need both: ${before.verifier.text} ${verifier.text}`,
  };
}
