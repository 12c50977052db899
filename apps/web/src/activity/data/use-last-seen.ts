import { useLocalStorage } from '@mantine/hooks';
import { useMe } from '../../session/me.ts';

/**
 * The newest activity that was there when this person was last on the Activity page, kept in this browser.
 * @returns null before the first visit, and the way to remember a newer one
 */
export function useLastSeen() {
  const { id } = useMe();
  const [seen, setSeen] = useLocalStorage<number | null>({
    key: `timetracker-activity-seen-${id}`,
    defaultValue: null,
    getInitialValueInEffect: false,
    deserialize: (text) => (text !== undefined && /^\d+$/.test(text) ? Number(text) : null),
  });
  const see = (newest: number) => setSeen((before) => Math.max(before ?? 0, newest));
  return [seen, see] as const;
}
