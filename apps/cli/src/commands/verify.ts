import { readFile } from 'node:fs/promises';
import { type Problem, type SoundLog, type Verdict, verifyStoredLog } from '@timetracker/activities';
import { hashToBase64, type NoteVerifier, parseVerifier } from '@timetracker/log';
import { invalid } from '@timetracker/shared';
import type { Outcome } from '../print.ts';
import { showLongProgress } from '../show-long-progress.ts';
import { withDatabase } from '../with-database.ts';

/** The options of `activity verify`. */
export interface VerifyOptions {
  checkpoint?: string[];
  /** Verifier keys, one of which has to have signed the newest checkpoint. */
  key?: string[];
}

const number = (value: number) => value.toLocaleString('en');

/**
 * Recomputes the log from the activities and compares it with what is stored about it, and with checkpoints that were
 * kept elsewhere.
 * @param quiet shows no progress
 * @throws {AppError} invalid when a file cannot be read or a key is none
 */
export async function verify({ checkpoint = [], key = [] }: VerifyOptions, quiet: boolean): Promise<Outcome> {
  const keys = key.map(readKey);
  const outside = await Promise.all(checkpoint.map(readNote));
  const verdict = await withDatabase(async (database) => {
    const progress = showLongProgress({ what: 'Verifying', total: 100, hidden: quiet });
    try {
      return await verifyStoredLog(database.em, {
        outside,
        keys,
        onProgress: (done, total) =>
          progress.update(Math.floor((100 * done) / total), `${number(done)} of ${number(total)} activities`),
      });
    } finally {
      progress.stop();
    }
  });
  return outcomeOf(verdict, outside.length);
}

function readKey(text: string): NoteVerifier {
  const verifier = parseVerifier(text);
  if (!verifier) throw invalid('key', 'must be a verifier key, name+id+base64');
  return verifier;
}

async function readNote(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw invalid('checkpoint', `cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Where nothing of the log was found to be changed. */
const verdictTexts: Partial<Record<Problem, string>> = {
  unfinished: 'The log is what it was, but not at rest',
  unsigned: 'The log agrees with itself, but no given key vouches for it yet',
};

function outcomeOf(verdict: Verdict, outside: number): Outcome {
  if (verdict.ok) {
    const json = { ...verdict, root: hashToBase64(verdict.root) };
    return { json, text: describe(verdict, outside) };
  }
  const { id, problem, message } = verdict;
  const place = id === null ? '' : ` at ${id}`;
  const text = verdictTexts[problem] ?? 'The log is not what it was';
  return { json: verdict, text, failure: `${problem}${place}: ${message}` };
}

function describe(log: SoundLog, outside: number): string {
  const { size, root, sealed, erased, purged, in_progress, other_keys } = log;
  const open = [
    ...other_keys.map(
      ({ verifier, checkpoints, last }) =>
        `${number(checkpoints)} older ${checkpoints === 1 ? 'checkpoint' : 'checkpoints'}, up to ${number(last)}, signed by ${verifier}, which was not given`,
    ),
    ...in_progress.erasures.map((id) => `erasure ${id} has not ended`),
    ...in_progress.purges.map((id) => `purge ${id} has not ended`),
  ];
  return [
    `${number(size)} activities are what they were, ${number(sealed)} of them sealed, ${number(erased)} erased, ${number(purged)} purged`,
    ...(outside > 0 ? [outside === 1 ? 'The given checkpoint agrees' : 'The given checkpoints agree'] : []),
    `Root ${hashToBase64(root)}`,
    ...open.map((what) => `Note: ${what}`),
  ].join('\n');
}
