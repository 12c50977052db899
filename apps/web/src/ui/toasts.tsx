import { Suspense } from 'react';
import { Nothing, part } from './part.tsx';

const Notifications = part(
  async () => ({ default: (await import('@mantine/notifications')).Notifications }),
  Nothing,
);

/** Where toasts appear. */
export const Toasts = () => (
  <Suspense>
    <Notifications position="bottom-right" />
  </Suspense>
);
