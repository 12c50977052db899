import { isVisible, type Viewer, type Visibility } from '@timetracker/activities';
import type { Activity } from '@timetracker/shared';
import type { EventStream } from './event-stream.ts';

/** Somebody who watches: up to where they were served, and what they may see. */
export class LiveViewer {
  readonly viewer: Viewer;
  readonly stream: EventStream;
  /** Every activity up to this id was sent, or is none of this viewer's. */
  position: number;

  constructor(viewer: Viewer, stream: EventStream, position: number) {
    this.viewer = viewer;
    this.stream = stream;
    this.position = position;
  }

  /** Sends what is visible and new of a batch in id order, and moves on to `through`. */
  receive(batch: readonly Activity[], visibility: Visibility, through: number): void {
    for (const activity of batch) {
      if (activity.id > this.position && isVisible(visibility, activity))
        this.stream.send({ event: 'activity', id: activity.id, data: activity });
    }
    this.position = Math.max(this.position, through);
  }
}
