import { useSyncExternalStore } from 'react';

const TOLERANCE_PX = 4;

const subscribe = (listener: () => void) => {
  window.addEventListener('scroll', listener, { passive: true });
  document.addEventListener('visibilitychange', listener);
  return () => {
    window.removeEventListener('scroll', listener);
    document.removeEventListener('visibilitychange', listener);
  };
};

/** Whether somebody looks at the very top of the page. */
export const useIsAtTop = () =>
  useSyncExternalStore(subscribe, () => window.scrollY <= TOLERANCE_PX && !document.hidden);
