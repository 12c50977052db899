import { useRouter } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { type ActivitySearch, activityPath } from './feed-behind.ts';

/** Whether a click is meant for this tab: the others are the browser's. */
const isPlain = (event: MouseEvent) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/**
 * Makes links to the activities behind a number, also for marks inside a chart.
 * @returns gives the attributes of an anchor, of HTML or SVG
 */
export function useFeedLink() {
  const router = useRouter();
  return (search: ActivitySearch) => {
    const href = activityPath(search);
    return {
      href,
      onClick: (event: MouseEvent) => {
        if (!isPlain(event)) return;
        event.preventDefault();
        void router.navigate({ href });
      },
    };
  };
}
