import { createReadStream } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { type Name, nothingFound, recognizerOf, redactText } from '@timetracker/activities';
import type { Counts } from './counts.ts';

/** Where copies for people lie in DATA_DIR: e-mails that no server took, and exports that were made. */
const folders = ['outbox', 'exports'] as const;

/**
 * Removes files that name a person: they are copies, which can be made again without the name.
 * @param dry removes nothing
 * @returns how many were, or would be removed, by folder
 */
export async function removeFilesNaming(
  dataDir: string,
  names: readonly Name[],
  dry = false,
): Promise<Counts> {
  const counts: Counts = {};
  for (const folder of folders) {
    for (const file of await filesIn(join(resolve(dataDir), folder))) {
      if (!(await namesAnyone(file, names))) continue;
      counts[folder === 'outbox' ? 'kept_emails' : folder] =
        (counts[folder === 'outbox' ? 'kept_emails' : folder] ?? 0) + 1;
      if (!dry) await rm(file, { force: true });
    }
  }
  return counts;
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Kept e-mails that name a person, whole, and the names of exports that do, which are about many people. */
export async function filesNaming(
  dataDir: string,
  names: readonly Name[],
): Promise<Record<'kept_emails' | 'exports', Record<string, string>[]>> {
  const found: Record<'kept_emails' | 'exports', Record<string, string>[]> = { kept_emails: [], exports: [] };
  for (const folder of folders)
    for (const path of await filesIn(join(resolve(dataDir), folder))) {
      if (!(await namesAnyone(path, names))) continue;
      const file = relative(resolve(dataDir), path);
      if (folder === 'exports') found.exports.push({ file });
      else found.kept_emails.push({ file, text: await readFile(path, 'utf8') });
    }
  return found;
}

/** Read line by line: an export may be larger than memory. */
async function namesAnyone(file: string, names: readonly Name[]): Promise<boolean> {
  // A number says nothing of anybody, and is in every export.
  const recognizer = recognizerOf(
    names.filter(({ words }) => !words.every((word) => /^\p{N}+$/u.test(word))),
  );
  const holds = (text: string) => {
    const found = nothingFound();
    // It is a copy, so that one too many is no loss.
    redactText(text, recognizer, true, found);
    return found.replaced > 0;
  };
  if (holds(file)) return true;
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  let before = '';
  for await (const line of lines) {
    // A name may be broken at the end of a line, also of an encoded one.
    const readable = decoded(line);
    if (holds(`${before}\n${readable}`) || holds(decoded(`${before}${line}`))) return true;
    before = line.replace(/=$/, '');
  }
  return false;
}

const BASE64_LINE = /^[A-Za-z0-9+/]{16,}={0,2}$/;

/** A line of an e-mail as it is read: encodings of texts and headers undone (RFC 2045, RFC 2047). */
function decoded(line: string): string {
  if (BASE64_LINE.test(line)) return Buffer.from(line, 'base64').toString('utf8');
  const headers = line.replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_all, encoding: string, text: string) =>
    encoding.toLowerCase() === 'b'
      ? Buffer.from(text, 'base64').toString('utf8')
      : unquoted(text.replaceAll('_', ' ')),
  );
  return unquoted(headers);
}

const unquoted = (text: string): string =>
  text.replaceAll(/(?:=[0-9A-F]{2})+/g, (bytes) =>
    Buffer.from(bytes.replaceAll('=', ''), 'hex').toString('utf8'),
  );
