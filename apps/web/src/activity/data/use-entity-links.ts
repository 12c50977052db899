import { type Activity, type EntityRef, isReported } from '@timetracker/shared';
import { useMemo } from 'react';
import { trpc } from '../../api/trpc.ts';
import { useLive } from '../../live/live-provider.tsx';
import { useMe } from '../../session/me.ts';
import { entityKey, entityPage } from './entity-path.ts';

const STALE_MS = 60_000;

/** What has become of what an activity is about. */
export interface EntityLink {
  /** The page that shows it; undefined while unknown, and where there is none for this person. */
  path: string | undefined;
  isGone: boolean;
}

const unique = (entities: EntityRef[]) => [
  ...new Map(entities.map((entity) => [entityKey(entity), entity])).values(),
];

/** What it is about, if people work on it. */
const refsOf = ({ entity_type, entity_id }: Activity): EntityRef[] =>
  isReported(entity_type) ? [{ entity_type, entity_id }] : [];

const keysOf = (entities: readonly EntityRef[]) => entities.map(entityKey);

/**
 * Where the links of activities lead, and what has been deleted: asked once for each loaded page, not for each row.
 * @param pages the activities as they were loaded
 */
export function useEntityLinks(pages: readonly (readonly Activity[])[]): (activity: Activity) => EntityLink {
  const { id } = useMe();
  const { arrivals } = useLive();
  const asked = useMemo(
    () =>
      pages.map((page) =>
        unique(
          page.flatMap((activity) => [...refsOf(activity), entityPage(activity, id)?.entity ?? []].flat()),
        ),
      ),
    [pages, id],
  );
  const answers = trpc.useQueries((api) =>
    asked.map((entities) =>
      api.activity.presence({ entities }, { enabled: entities.length > 0, staleTime: STALE_MS }),
    ),
  );
  const existing = new Set(answers.flatMap(({ data }) => keysOf(data?.existing ?? [])));
  const deletions = [...pages.flat(), ...arrivals].filter(({ action }) => action === 'deleted');
  const gone = new Set([
    ...answers.flatMap(({ data }) => keysOf(data?.deleted ?? [])),
    ...keysOf(deletions.flatMap(refsOf)),
  ]);
  return (activity) => {
    const page = entityPage(activity, id);
    const key = page && entityKey(page.entity);
    const path = key && existing.has(key) && !gone.has(key) ? page.path : undefined;
    return { path, isGone: keysOf(refsOf(activity)).some((key) => gone.has(key)) };
  };
}
