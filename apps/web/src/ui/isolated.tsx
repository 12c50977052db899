import { harmless } from '@timetracker/shared';

/**
 * A text that people wrote, in an element of its own: whatever is in it, what stands beside it stays where it is. Where there
 * are no elements, as in labels and titles, `isolated` and `t` do the same.
 */
export const Isolated = ({
  children,
  className,
}: {
  children: string | null;
  className?: string | undefined;
}) => children !== null && <bdi {...(className !== undefined && { className })}>{harmless(children)}</bdi>;
