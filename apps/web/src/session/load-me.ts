import type { AppRouter } from '@timetracker/api/router';
import type { createTRPCQueryUtils } from '@trpc/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { isUnauthorized } from '../api/api-error.ts';
import type { Preferences } from '../i18n/activate-locale.ts';
import { hasSession } from './session-requests.ts';

export type Me = inferRouterOutputs<AppRouter>['user']['me'] & Preferences;
type Api = ReturnType<typeof createTRPCQueryUtils<AppRouter>>;

/** Who is signed in, asked once and then remembered; null for nobody. */
export async function loadMe(api: Api): Promise<Me | null> {
  const known = api.user.me.getData();
  if (known) return known;
  if (!(await hasSession())) return null;
  try {
    return await api.user.me.ensureData();
  } catch (error) {
    if (isUnauthorized(error)) return null;
    throw error;
  }
}
