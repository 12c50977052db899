import { useLayoutEffect, useRef, useState } from 'react';

/** The page's header covers this much of the window's top, in px (`--bar-height` of shell.module.css). */
export const HEADER_HEIGHT = 56;

/**
 * How far down the page an element begins, less what the header covers: in the virtualiser's eyes the window begins
 * below the header, so what it takes for the first visible row is the first that can be seen.
 */
export function useScrollMargin<Target extends HTMLElement>() {
  const ref = useRef<Target>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      const top = ref.current?.getBoundingClientRect().top;
      if (top !== undefined) setMargin(Math.round(top + window.scrollY) - HEADER_HEIGHT);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  return { ref, margin };
}
