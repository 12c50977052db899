import { join } from 'node:path';
import { readIfExists, writePrivateFile } from '@timetracker/process';
import { EnvError } from '@timetracker/shared/env';
import { generateSigner, type NoteSigner, parseSigner } from '../note-keys.ts';

/** Where the signing key may be. */
export interface SealKeyPlaces {
  SEAL_KEY?: string | undefined;
  DATA_DIR: string;
}

const fileIn = (dataDir: string) => join(dataDir, 'seal-key');

/**
 * The key that checkpoints are signed with: SEAL_KEY, else the file `seal-key` in DATA_DIR. It is read anew each time, so
 * that a changed file counts.
 * @returns undefined when there is none
 * @throws {EnvError} when what is there is no key
 */
export async function readSealKey({ SEAL_KEY, DATA_DIR }: SealKeyPlaces): Promise<NoteSigner | undefined> {
  const file = fileIn(DATA_DIR);
  const text = SEAL_KEY ?? (await readFileIfThere(file));
  if (text === undefined) return undefined;
  const signer = parseSigner(text);
  if (signer) return signer;
  throw new EnvError(`${SEAL_KEY === undefined ? file : 'SEAL_KEY'}: is not a signing key, or was cut off`);
}

async function readFileIfThere(file: string): Promise<string | undefined> {
  try {
    return await readIfExists(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new EnvError(`DATA_DIR: ${file} cannot be read (${code})`);
  }
}

/** The name that a log gets when nobody chose one: where people reach it. */
const logName = (appUrl: string) => `${new URL(appUrl).host}/activity`;

/** The key of {@link readSealKey}; where there is none, a new one is written into DATA_DIR, for its owner's eyes only. */
export async function ensureSealKey(places: SealKeyPlaces & { APP_URL: string }): Promise<NoteSigner> {
  return (await readSealKey(places)) ?? (await writeSealKey(places.DATA_DIR, logName(places.APP_URL)));
}

/** Puts a new key of a name into DATA_DIR, in the place of the one before, which is gone then. */
export async function writeSealKey(dataDir: string, name: string): Promise<NoteSigner> {
  const text = generateSigner(name);
  await writePrivateFile(fileIn(dataDir), `${text}\n`);
  const signer = parseSigner(text);
  if (!signer) throw new Error('A new key is a key');
  return signer;
}
