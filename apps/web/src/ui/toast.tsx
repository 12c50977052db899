import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { errorMessageOf } from '../api-error.ts';

const closeButtonProps = { 'aria-label': 'Dismiss' };

/** Says what happened: `Project “New Website” archived`. */
export const sayDone = (message: string) =>
  notifications.show({ message, color: 'teal', icon: <IconCheck size={18} aria-hidden />, closeButtonProps });

/** Says what did not happen, and why. */
export const sayFailed = (title: string, error: unknown) =>
  notifications.show({
    title,
    message: errorMessageOf(error),
    color: 'red',
    icon: <IconAlertTriangle size={18} aria-hidden />,
    autoClose: 10_000,
    closeButtonProps,
  });
