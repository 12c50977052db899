import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readIfExists, writePrivateFile } from '../../packages/db/src/embedded-postgres.ts';

/** The secret that signs sessions, from `DATA_DIR/auth-secret`, where it is written at the first start. */
export async function authSecret(dataDir: string): Promise<string> {
  const file = join(dataDir, 'auth-secret');
  const found = await readIfExists(file);
  if (found !== undefined) return found.trim();
  const secret = randomBytes(32).toString('base64');
  await writePrivateFile(file, `${secret}\n`);
  return secret;
}
