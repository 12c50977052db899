import type { NotificationData } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { errorMessageOf } from '../api/api-error.ts';
import { t } from '../i18n/index.ts';
import { loadFile } from './part.tsx';

/** Whoever has to decide something gets time to. */
const DECISION_MS = 10_000;

/** Toasts answer to what somebody did, so their machinery may come after the page. */
const toasts = async () => (await loadFile(() => import('@mantine/notifications'))).notifications;

async function show(toast: NotificationData) {
  const notifications = await toasts();
  notifications.show({ closeButtonProps: { 'aria-label': t('common.dismiss') }, ...toast });
}

const success = (message: NotificationData['message']): NotificationData => ({
  message,
  color: 'teal',
  icon: <IconCheck size={18} aria-hidden />,
});

/** Says what did not happen, and why. @param error what was thrown, or the reason in words */
export const toastError = (title: string, error: unknown) =>
  void show({
    title,
    message: typeof error === 'string' ? error : errorMessageOf(error),
    color: 'red',
    icon: <IconAlertTriangle size={18} aria-hidden />,
    autoClose: DECISION_MS,
  });

let shown = 0;

async function showUndoable(message: string, undo: () => void) {
  const [notifications, { ToastUndo }] = await Promise.all([
    toasts(),
    loadFile(() => import('./toast-undo.tsx')),
  ]);
  const id = `undo-${++shown}`;
  const takeBack = () => {
    notifications.hide(id);
    undo();
  };
  const toast = (isHeld: boolean): NotificationData => ({
    ...success(<ToastUndo message={message} onUndo={takeBack} onHold={hold} />),
    autoClose: isHeld ? false : DECISION_MS,
  });
  const hold = (isHeld: boolean) => void notifications.update({ id, ...toast(isHeld) });
  await show({ id, ...toast(false) });
}

/**
 * Says what happened: `Project “New Website” archived`.
 * @param undo takes it back, and says by itself when it cannot; called once at the most. Without it, nothing is offered
 */
export const toastSuccess = (message: string, { undo }: { undo?: () => void } = {}) =>
  undo ? void showUndoable(message, undo) : void show(success(message));
