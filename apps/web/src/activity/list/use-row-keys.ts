import { useEventListener, useHotkeys, useMergedRef } from '@mantine/hooks';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { StreamRow } from '../data/stream-rows.ts';

const PAGE_STEP = 10;

const steps: Record<string, number> = {
  j: 1,
  k: -1,
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: PAGE_STEP,
  PageUp: -PAGE_STEP,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

interface RowKeys {
  /** The keys of the rows that can be gone to, in order. */
  rows: readonly string[];
  toggleRow: (key: string) => void;
  /** Brings a row onto the screen; the active row exists wherever the screen is. */
  reveal?: (key: string) => void;
  /** Where j and k begin when the focus is elsewhere on the page; without it, they are keys of the rows alone. */
  firstOnScreen?: () => string | undefined;
}

/** The rows of a stream that are articles. */
export const rowKeysOf = (rows: readonly StreamRow[]) =>
  rows.filter((row) => row.kind === 'one' || row.kind === 'run').map((row) => row.key);

/** The row that an element is, or is in: its key is in `data-row`. */
const rowOf = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
const keyOf = (target: EventTarget | null) => rowOf(target)?.dataset['row'];

/** Dialogs, lists and menus that are open have keys of their own. */
const isElsewhere = (target: EventTarget | null) =>
  target instanceof Element && target.closest('[role="dialog"], [role="listbox"], [role="menu"]') !== null;
const isPlain = (event: KeyboardEvent) => !event.ctrlKey && !event.metaKey && !event.altKey;

const focusRow = (key: string, options: FocusOptions) =>
  document.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)?.focus(options);

/**
 * Moves through the rows of a stream: j and k, the arrows, Page Up and Down, Home and End; Enter opens a row.
 * @returns the row that the Tab key stops at, and the reference of the element that holds the rows
 */
export function useRowKeys({ rows, toggleRow, reveal, firstOnScreen }: RowKeys) {
  const [chosen, setChosen] = useState<string>();
  const active = chosen !== undefined && rows.includes(chosen) ? chosen : rows[0];

  const goTo = (place: number) => {
    const key = rows[Math.max(0, Math.min(place, rows.length - 1))];
    if (key === undefined) return;
    // The row exists, and has the focus, before the next key is handled: that one counts from it.
    flushSync(() => setChosen(key));
    reveal?.(key);
    focusRow(key, { preventScroll: reveal !== undefined });
  };
  const onKey = (event: KeyboardEvent) => {
    const key = keyOf(event.target);
    if (key === undefined || !isPlain(event)) return;
    const step = steps[event.key];
    // Within a row, links and buttons have an Enter of their own.
    if (event.key === 'Enter' && event.target === rowOf(event.target)) toggleRow(key);
    else if (step === undefined) return;
    else goTo(rows.indexOf(key) + step);
    event.preventDefault();
  };
  const begin = (event: KeyboardEvent) => {
    if (!firstOnScreen || rowOf(event.target) || isElsewhere(event.target)) return;
    const start = chosen === undefined ? firstOnScreen() : active;
    goTo(start === undefined ? 0 : rows.indexOf(start));
  };
  useHotkeys([
    ['j', begin],
    ['k', begin],
  ]);
  const ref = useMergedRef(
    useEventListener<'keydown', HTMLDivElement>('keydown', onKey),
    useEventListener<'focusin', HTMLDivElement>('focusin', (event) => setChosen(keyOf(event.target))),
  );
  return { ref, active };
}
