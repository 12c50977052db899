import { keptSecret } from './kept-secret.ts';

/** The secret that signs sessions, from `DATA_DIR/auth-secret`, where it is written at the first start. */
export const authSecret = (dataDir: string): Promise<string> =>
  keptSecret(dataDir, 'auth-secret', { bytes: 32, encoding: 'base64' });
