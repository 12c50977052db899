import type { NotificationData } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { errorMessageOf } from '../api-error.ts';
import { t } from '../i18n/index.ts';

/** Toasts answer to what somebody did, so their machinery may come after the page. */
async function show(toast: NotificationData) {
  const { notifications } = await import('@mantine/notifications');
  notifications.show({ closeButtonProps: { 'aria-label': t('common.dismiss') }, ...toast });
}

/** Says what happened: `Project “New Website” archived`. */
export const sayDone = (message: string) =>
  void show({ message, color: 'teal', icon: <IconCheck size={18} aria-hidden /> });

/** Says what did not happen, and why. */
export const sayFailed = (title: string, error: unknown) =>
  void show({
    title,
    message: errorMessageOf(error),
    color: 'red',
    icon: <IconAlertTriangle size={18} aria-hidden />,
    autoClose: 10_000,
  });
