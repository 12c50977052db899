import { activitiesAfter, type Visibility, visibilitiesOf } from '@timetracker/activities';
import type { Database } from '@timetracker/db';
import type { Activity } from '@timetracker/shared';
import type { Env } from '@timetracker/shared/env';
import type { Logger } from 'pino';
import type { StoredWatermark } from '../ingest/stored-watermark.ts';
import type { RightsWatch } from '../sessions/rights-watch.ts';
import { READ_BYTES } from './live-limits.ts';
import type { LiveViewer } from './live-viewer.ts';

const BATCH = 500;
const RETRY_MS = 1_000;

export interface LiveHubParts {
  db: Database;
  stored: StoredWatermark;
  /** Ends the streams of those whose rights have changed. */
  rights: Pick<RightsWatch, 'look'>;
  feed: Env['FEED_VISIBILITY'];
  log: Logger;
}

/**
 * Reads each new activity once a process and hands it to the viewers who may see it. Rights and visibility are asked for
 * anew with each batch, after the batch was read: a role or a membership that was changed before an activity counts for
 * it. Whose rights have changed is let go: coming back, they get what they may have now, if anything.
 */
export class LiveHub {
  readonly #parts: LiveHubParts;
  readonly #viewers = new Set<LiveViewer>();
  readonly #stop: () => void;
  #position = 0;
  #reading = false;
  #retry: NodeJS.Timeout | undefined;

  constructor(parts: LiveHubParts) {
    this.#parts = parts;
    this.#position = parts.stored.lastId();
    this.#stop = parts.stored.onStored(() => void this.#read());
  }

  /** Every viewer in the hub was served up to this id. */
  get position(): number {
    return this.#position;
  }

  /**
   * Serves a viewer from now on. The caller must have served everything up to {@link position}, which it must have
   * looked at in the same turn of the event loop: between looking and joining nothing may be handed out.
   * @returns how to leave
   */
  join(viewer: LiveViewer): () => void {
    // Nobody else waits for what this viewer has.
    if (this.#viewers.size === 0) this.#position = Math.max(this.#position, viewer.position);
    this.#viewers.add(viewer);
    void this.#read();
    return () => this.#viewers.delete(viewer);
  }

  close(): void {
    this.#stop();
    clearTimeout(this.#retry);
    this.#viewers.clear();
  }

  async #read(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    try {
      while (this.#position < this.#parts.stored.lastId()) await this.#step();
    } catch (error) {
      this.#parts.log.warn({ err: error }, 'live activities could not be read; trying again');
      this.#retry = setTimeout(() => void this.#read(), RETRY_MS);
      this.#retry.unref();
    } finally {
      this.#reading = false;
    }
  }

  async #step(): Promise<void> {
    if (this.#viewers.size === 0) {
      this.#position = this.#parts.stored.lastId();
      return;
    }
    const batch = await activitiesAfter(this.#parts.db.em.fork(), this.#position, {
      limit: BATCH,
      bytes: READ_BYTES,
    });
    const through = batch.at(-1)?.id ?? this.#parts.stored.lastId();
    await this.#parts.rights.look();
    const visibilities = new Map<LiveViewer, Visibility>();
    // Again for those who joined while visibility was asked for. From the last check to the end of the hand-out
    // nothing waits, so whoever joins does so entirely before or entirely after.
    for (;;) {
      const unknown = [...this.#viewers].filter((viewer) => !visibilities.has(viewer));
      if (unknown.length === 0) break;
      await this.#ask(unknown, visibilities);
    }
    this.#handOut(batch, visibilities, through);
  }

  async #ask(unknown: LiveViewer[], visibilities: Map<LiveViewer, Visibility>): Promise<void> {
    const { db, feed } = this.#parts;
    const viewers = unknown.map(({ viewer }) => viewer);
    const answers = await visibilitiesOf(db.em.fork(), viewers, feed);
    for (const [index, viewer] of unknown.entries()) {
      const visibility = answers[index];
      if (visibility) visibilities.set(viewer, visibility);
    }
  }

  #handOut(batch: readonly Activity[], visibilities: Map<LiveViewer, Visibility>, through: number): void {
    this.#position = Math.max(this.#position, through);
    for (const viewer of this.#viewers) {
      const visibility = visibilities.get(viewer);
      if (!viewer.stream.keepsUp) viewer.stream.cut();
      else if (visibility) viewer.receive(batch, visibility, through);
    }
  }
}
