import { watch } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../apps/supervisor/src/root.ts';

const sources = [
  'packages/shared',
  'packages/db',
  'packages/queue',
  'packages/process',
  'apps/api',
  'apps/worker',
];
/** An editor saves several files at once, and one file in several steps. */
const quietMs = 100;

/**
 * Calls back when the source of the servers has changed and then rested for a moment. Tests do not count.
 * @returns stops watching
 */
export function onSourceChange(callback: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watchers = sources.map((source) =>
    watch(join(root, source, 'src'), { recursive: true }, (_event, file) => {
      if (file === null || !file.endsWith('.ts') || file.endsWith('.test.ts')) return;
      clearTimeout(timer);
      timer = setTimeout(callback, quietMs);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
