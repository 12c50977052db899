import { storeAudit } from '@timetracker/activities';
import { systemActor } from '@timetracker/db';
import { generateSigner, isKeyName, parseSigner } from '@timetracker/log';
import { readSealKey, writeSealKey } from '@timetracker/log/node';
import { AppError, invalid } from '@timetracker/shared';
import type { Outcome } from '../print.ts';
import { commandEnv, withDatabase } from '../with-database.ts';
import { sealAll } from './checkpoint.ts';

/** The options of `activity seal-key`. */
export interface SealKeyOptions {
  name?: string;
  rotate?: boolean;
}

/**
 * Makes a key to sign checkpoints with: for SEAL_KEY with `--name`, in the place of the one in DATA_DIR with `--rotate`.
 * Without options, it makes none and says how the checkpoints of the present one are checked.
 * @throws {AppError} invalid for both options at once; conflict when there is no key to rotate or to tell of
 */
export async function sealKey({ name, rotate }: SealKeyOptions): Promise<Outcome> {
  if (name !== undefined && rotate)
    throw invalid('name', 'cannot be given with --rotate, which keeps the name');
  if (name !== undefined) return made(name);
  return rotate ? rotated() : present();
}

async function present(): Promise<Outcome> {
  const { SEAL_KEY, DATA_DIR } = commandEnv();
  const signer = await readSealKey({ SEAL_KEY, DATA_DIR });
  if (!signer) throw noKey(DATA_DIR);
  const verifier = signer.verifier.text;
  return { json: { verifier }, text: `Verifier: ${verifier}` };
}

const noKey = (dataDir: string) => new AppError('conflict', `There is no key in ${dataDir} yet`);

function made(name: string): Outcome {
  if (!isKeyName(name)) throw invalid('name', 'must be a name without blanks and plus signs');
  const key = generateSigner(name);
  const verifier = parseSigner(key)?.verifier.text ?? '';
  return { json: { key, verifier }, text: `${key}\nVerifier: ${verifier}` };
}

/** The new key signs at once, that the key was changed: whoever is given its verifier alone can verify the log. */
async function rotated(): Promise<Outcome> {
  const { SEAL_KEY, DATA_DIR } = commandEnv();
  if (SEAL_KEY !== undefined)
    throw new AppError('conflict', 'SEAL_KEY is set: make a key with --name and put it there');
  const before = await readSealKey({ DATA_DIR });
  if (!before) throw noKey(DATA_DIR);
  return withDatabase(async (database, env) => {
    const { verifier } = await writeSealKey(DATA_DIR, before.verifier.name);
    const keys = { verifier: verifier.text, before: before.verifier.text };
    await storeAudit(database.em, { action: 'updated', entity_id: 0, extra_data: keys }, systemActor);
    const refused = await sealAll(database, env).catch((error: unknown) => error);
    return {
      json: keys,
      text: [
        'Checkpoints are signed with a new key from now on. Auditors need both verifiers.',
        ...(refused instanceof Error ? [`Nothing is signed with it yet: ${refused.message}`] : []),
        `Verifier: ${keys.verifier}`,
        `Verifier before: ${keys.before}`,
      ].join('\n'),
    };
  });
}
