import { AppError } from '@timetracker/shared';
import { bodyLimit } from 'hono/body-limit';

export const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** Refuses bodies of more than 8 MiB while they are read, also when their length was not announced. */
export const boundedBody = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => {
    throw new AppError('tooLarge', `A request may have at most ${MAX_BODY_BYTES / 1024 / 1024} MiB`);
  },
});
