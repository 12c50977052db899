import type { StoredCheckpoint } from '@timetracker/activities';

const TIMEOUT_MS = 10_000;

/** Posts a checkpoint, the note as it is, to an address that must answer 2xx. */
export const anchorByPost =
  (url: string) =>
  async ({ note }: StoredCheckpoint): Promise<void> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: note,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`ANCHOR_URL answered ${response.status}`);
  };
