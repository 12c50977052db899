import { useEventListener } from '@mantine/hooks';

const hasOwnClick = (target: Element) => target.closest('a, button, input, table, dl') !== null;
const isSelecting = () => document.getSelection()?.isCollapsed === false;

/**
 * A click anywhere on a row opens it, as its button does: for whoever has a mouse, a larger target.
 * @returns the reference of the element that holds the rows
 */
export const useRowClicks = (toggleRow: (key: string) => void) =>
  useEventListener<'click', HTMLDivElement>('click', ({ target }) => {
    if (!(target instanceof Element) || hasOwnClick(target) || isSelecting()) return;
    const key = target.closest<HTMLElement>('[data-row]')?.dataset['row'];
    if (key !== undefined) toggleRow(key);
  });
