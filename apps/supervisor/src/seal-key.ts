import { ensureSealKey } from '@timetracker/log/node';
import type { Env } from '@timetracker/shared/env';

/** Sees to it that there is a key to sign checkpoints with: SEAL_KEY, or `DATA_DIR/seal-key`, written at the first start. */
export async function prepareSealKey({ SEAL_KEY, APP_URL }: Env, dataDir: string): Promise<void> {
  await ensureSealKey({ SEAL_KEY, APP_URL, DATA_DIR: dataDir });
}
