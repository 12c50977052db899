import { useEffect, useEffectEvent, useRef } from 'react';
import { nextKey } from './key-sequence.ts';

/** Whether a dialog has the page to itself: shortcuts wait until it is closed, and what was typed in it stays. */
export const isDialogOpen = () => document.querySelector('[aria-modal="true"]') !== null;

/** How long a first key waits for the next. */
const PATIENCE_MS = 1_500;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, [role="combobox"]'));

/**
 * Listens for shortcuts of plain keys on the whole page, except while somebody types or a dialog is open.
 * @param shortcuts keys, as `c` or `g d`, and what they do
 */
export function useShortcuts(shortcuts: ReadonlyMap<string, () => void>): void {
  const pending = useRef('');
  const typedAt = useRef(0);

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { key, altKey, ctrlKey, metaKey, timeStamp } = event;
    if (altKey || ctrlKey || metaKey || key.length > 1 || isTyping(event.target) || isDialogOpen()) return;
    const before = timeStamp - typedAt.current > PATIENCE_MS ? '' : pending.current;
    const step = nextKey([...shortcuts.keys()], before, key.toLowerCase());
    pending.current = step.pending;
    typedAt.current = timeStamp;
    if (step.complete === undefined) return;
    event.preventDefault();
    shortcuts.get(step.complete)?.();
  });

  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
