import { type RemovalObstacle, removalObstacles } from '@timetracker/shared';
import { errorBodyOf, RequestError } from '../api/api-error.ts';
import { formatList } from '../i18n/format.ts';
import { type MessageId, t } from '../i18n/index.ts';

const counted: Record<RemovalObstacle, MessageId> = {
  projects: 'common.removal.projects',
  invoices: 'common.removal.invoices',
  billed_entries: 'common.removal.billed_entries',
  others_comments: 'common.removal.others_comments',
  others_entries: 'common.removal.others_entries',
};

/** What to do where something has to be kept, and where it is only not the person's to delete. */
interface Advice {
  kept: MessageId;
  others?: MessageId;
}

/**
 * Why something cannot be deleted, and what to do, in the person's language: the server says it in English, and what
 * stands in the way as data.
 */
export function removalRefusal(error: unknown, { kept, others = kept }: Advice): unknown {
  const body = errorBodyOf(error);
  const values = body?.issues?.find(({ path }) => path === 'id')?.values;
  if (!body || !values) return error;
  const found = removalObstacles.flatMap((name) => {
    const count = Number(values[name] ?? 0);
    return count > 0 ? [t(counted[name], { count })] : [];
  });
  if (found.length === 0) return error;
  const isOthers = 'others_comments' in values || 'others_entries' in values;
  return new RequestError({ ...body, message: t(isOthers ? others : kept, { found: formatList(found) }) });
}
