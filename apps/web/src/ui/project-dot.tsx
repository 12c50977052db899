import classes from './ui.module.css';

/**
 * A project's colour. Decoration: its name stands beside it.
 * @param color a name of the palette, as `project.color` has it
 * @param size in px
 */
export const ProjectDot = ({ color, size = 10 }: { color: string; size?: number }) => (
  <span
    aria-hidden
    className={classes['dot']}
    style={{ width: size, height: size, background: `var(--mantine-color-${color}-6)` }}
  />
);
