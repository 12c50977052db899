import { useRouter } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, MouseEvent } from 'react';

/** Whether a click is meant for this tab: the others are the browser's. */
const isPlain = (event: MouseEvent) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

interface PathLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href' | 'onClick'> {
  path: string;
}

/** A link to a path of the product that is known only while it runs. */
export function PathLink({ path, children, ...attributes }: PathLinkProps) {
  const router = useRouter();
  const follow = (event: MouseEvent) => {
    if (!isPlain(event)) return;
    event.preventDefault();
    void router.navigate({ href: path });
  };
  return (
    <a {...attributes} href={path} onClick={follow}>
      {children}
    </a>
  );
}
