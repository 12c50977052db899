// GET /api/activities/live: backfill, cut over, stream.
//
// A stream has a position: every activity up to it was sent, or is none of this viewer's. It starts where the client
// left off, or at the newest activity.
//   1. Backfill: pages from the database in id order, as the viewer may see them, until the position has reached the
//      hub's. Ids are in commit order, so no page can miss an activity that is stored later.
//   2. Cut over: in the turn in which position >= hub.position holds, the viewer joins the hub. Up to there the
//      backfill has served, from there on the hub serves: no gap. Pages may have run ahead of the hub, so a viewer
//      takes from the hub only ids above its own position: no duplicate.
//   3. Stream: what the hub hands out, and a heartbeat with the position, so that a client who is shown little does
//      not start far back when it resumes.

import type { Principal } from '@timetracker/accounts';
import { activitiesAfter, lastActivityId, visibilityOf } from '@timetracker/activities';
import { createTurns } from '../memory/turns.ts';
import type { Services } from '../trpc/context.ts';
import type { EventStream } from './event-stream.ts';
import type { LiveHub } from './live-hub.ts';
import { CATCHING_UP_AT_ONCE, READ_BYTES } from './live-limits.ts';
import { LiveViewer } from './live-viewer.ts';

const PAGE = 100;
const HEARTBEAT_MS = 15_000;

const inTurn = createTurns(CATCHING_UP_AT_ONCE);

/** A stream that is about to start. */
export interface LiveRequest {
  services: Services;
  hub: LiveHub;
  stream: EventStream;
  principal: Principal;
  /** Null: from now on. */
  resumeAfter: number | null;
}

/** Serves one client until its stream ends. */
export async function serveLive(request: LiveRequest): Promise<void> {
  const { stream, hub, principal } = request;
  const position = await startPosition(request);
  const viewer = new LiveViewer({ id: principal.id, role: principal.role }, stream, position);
  stream.send({ event: 'ready', id: position, data: { last_id: position } });
  while (!stream.ended && viewer.position < hub.position) await backfillPage(request, viewer);
  if (stream.ended) return;
  const leave = hub.join(viewer);
  const heartbeat = setInterval(() => {
    if (stream.keepsUp) stream.send({ comment: 'heartbeat', id: viewer.position });
    else stream.cut();
  }, HEARTBEAT_MS);
  stream.onEnd(() => {
    clearInterval(heartbeat);
    leave();
  });
}

/** A position ahead of everything stored (from another database) would wait for long: it counts as the newest. */
async function startPosition({ services, resumeAfter }: LiveRequest): Promise<number> {
  const newest = await lastActivityId(services.db.em.fork());
  return resumeAfter === null ? newest : Math.min(resumeAfter, newest);
}

async function backfillPage({ services, hub, stream }: LiveRequest, viewer: LiveViewer): Promise<void> {
  const target = hub.position;
  const em = services.db.em.fork();
  const visibility = await visibilityOf(em, viewer.viewer, services.env.FEED_VISIBILITY);
  const page = await inTurn(() =>
    activitiesAfter(em, viewer.position, { limit: PAGE, bytes: READ_BYTES, visibility }),
  );
  // Where nothing is left, everything visible up to the hub's position of before was sent.
  viewer.receive(page, visibility, page.at(-1)?.id ?? Math.max(viewer.position, target));
  await stream.drained();
}
