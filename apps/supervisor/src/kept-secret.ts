import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readIfExists, writePrivateFile } from '@timetracker/process';

/**
 * A secret from a file in DATA_DIR, where it is written at the first start, for its owner alone.
 * @param encoding of its random bytes; base64url goes into a URL as it is
 */
export async function keptSecret(
  dataDir: string,
  name: string,
  { bytes, encoding }: { bytes: number; encoding: 'base64' | 'base64url' },
): Promise<string> {
  const file = join(dataDir, name);
  const found = await readIfExists(file);
  if (found !== undefined) return found.trim();
  const secret = randomBytes(bytes).toString(encoding);
  await writePrivateFile(file, `${secret}\n`);
  return secret;
}
