import { lazy, Suspense } from 'react';

const Notifications = lazy(async () => ({ default: (await import('@mantine/notifications')).Notifications }));

/** Where toasts appear. */
export const Toasts = () => (
  <Suspense>
    <Notifications position="bottom-right" />
  </Suspense>
);
