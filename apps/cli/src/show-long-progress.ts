import { type Progress, type ProgressOptions, showProgress } from './progress.ts';

const BETWEEN_MS = 5_000;

/** Shows a bar on stderr if that is a terminal, else a line now and then: for work of many minutes. */
export function showLongProgress(options: ProgressOptions & { total: number }): Progress {
  if (options.hidden || process.stderr.isTTY) return showProgress(options);
  let said = Date.now();
  return {
    update: (done, note) => {
      if (Date.now() - said < BETWEEN_MS) return;
      said = Date.now();
      process.stderr.write(`${options.what}: ${Math.floor((100 * done) / options.total)}%, ${note}\n`);
    },
    stop: () => undefined,
  };
}
