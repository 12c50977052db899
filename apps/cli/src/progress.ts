import cliProgress from 'cli-progress';

/** How far something long has come. */
export interface Progress {
  /**
   * @param done of the total, in its unit
   * @param note what there is to say besides, for example "12,000 activities"
   */
  update: (done: number, note: string) => void;
  /** Takes the bar away; call it also when the work failed. */
  stop: () => void;
}

export interface ProgressOptions {
  /** What is going on: "Importing". */
  what: string;
  /** How much there is to do, in any unit; undefined: nobody knows, so that only the note and the time are shown. */
  total: number | undefined;
  /** Nothing is shown, for example with `--json`. */
  hidden: boolean;
}

const nothing: Progress = { update: () => undefined, stop: () => undefined };
const WITH_BAR = '{what} [{bar}] {percentage}% | {note} | {eta_formatted} left';
const WITHOUT_BAR = '{what} | {note} | {duration_formatted}';

/** Shows a bar on stderr, if that is a terminal. */
export function showProgress({ what, total, hidden }: ProgressOptions): Progress {
  if (hidden || !process.stderr.isTTY) return nothing;
  const bar = new cliProgress.SingleBar(
    // The terminal stays as it is: whoever is killed cannot put it back.
    {
      format: total === undefined ? WITHOUT_BAR : WITH_BAR,
      clearOnComplete: true,
      linewrap: null,
      etaBuffer: 50,
    },
    cliProgress.Presets.shades_classic,
  );
  bar.start(total ?? 0, 0, { what, note: '' });
  return { update: (done, note) => bar.update(done, { note }), stop: () => bar.stop() };
}
