import { Button, Group } from '@mantine/core';
import { useEffect, useEffectEvent } from 'react';
import { t } from '../i18n/index.ts';

/** What can be taken back at the moment, the latest last: that one is what the keys mean. */
const undoable: (() => void)[] = [];

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, [role="textbox"]'));

const asksToUndo = (event: KeyboardEvent) =>
  (event.ctrlKey || event.metaKey) &&
  !event.shiftKey &&
  !event.altKey &&
  event.key.toLowerCase() === 'z' &&
  !isTyping(event.target);

interface ToastUndoProps {
  message: string;
  onUndo: () => void;
  /** Called as the focus comes to the button and leaves it: nothing may vanish from under it. */
  onHold: (isHeld: boolean) => void;
}

/**
 * What was done, and the way to take it back. Toasts come last in the order of the keyboard, so Ctrl+Z (⌘Z) does the
 * same from wherever one is, as long as the toast is there.
 */
export function ToastUndo({ message, onUndo, onHold }: ToastUndoProps) {
  const undo = useEffectEvent(() => onUndo());
  useEffect(() => {
    const mine = () => undo();
    const onKeyDown = (event: KeyboardEvent) => {
      if (!asksToUndo(event) || undoable.at(-1) !== mine) return;
      event.preventDefault();
      mine();
    };
    undoable.push(mine);
    window.addEventListener('keydown', onKeyDown);
    return () => {
      undoable.splice(undoable.indexOf(mine), 1);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <span>{message}</span>
      <Button
        size="compact-sm"
        variant="default"
        flex="none"
        aria-keyshortcuts="Control+Z Meta+Z"
        onClick={onUndo}
        onFocus={() => onHold(true)}
        onBlur={() => onHold(false)}
      >
        {t('common.undo')}
      </Button>
    </Group>
  );
}
