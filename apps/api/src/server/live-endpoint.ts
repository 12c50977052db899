import type { Principal } from '@timetracker/accounts';
import { AppError } from '@timetracker/shared';
import type { AppContext } from '../http/app-env.ts';
import { EventStream } from '../live/event-stream.ts';
import type { LiveHub } from '../live/live-hub.ts';
import { serveLive } from '../live/live-stream.ts';
import type { LiveStreams } from '../live/live-streams.ts';
import { resumePosition } from '../live/resume-position.ts';
import type { Services } from '../trpc/context.ts';

const SCOPE = 'activity:read';

/** GET /api/activities/live: the activities that the caller may see, as they are stored. */
export const liveEndpoint = (services: Services, hub: LiveHub, streams: LiveStreams) => (c: AppContext) => {
  const principal = requireReader(c.get('principal'));
  const resumeAfter = resumePosition(c.req.header('last-event-id'), new URL(c.req.url).searchParams);
  if (c.req.method === 'HEAD') return c.body(null, 200, headers);
  const stream = new EventStream(() => c.env?.outgoing?.destroy());
  streams.add(stream, principal.id);
  stream.onEnd(services.rights.watch(principal, () => stream.end()));
  void serveLive({ services, hub, stream, principal, resumeAfter }).catch((error: unknown) => {
    services.log.warn(
      { err: error, request_id: c.get('requestId') },
      'a live stream failed; its client resumes',
    );
    stream.end();
  });
  return c.body(stream.body, 200, headers);
};

// `no-transform` and x-accel-buffering keep proxies from holding events back.
const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

function requireReader(principal: Principal | null): Principal {
  if (!principal) throw new AppError('unauthorized', 'Sign in, or send an API key');
  if (principal.via === 'key' && !principal.scopes.includes(SCOPE))
    throw new AppError('forbidden', `This key needs the scope ${SCOPE}`);
  return principal;
}
