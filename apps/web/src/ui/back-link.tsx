import { Anchor } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import classes from './ui.module.css';

/** Above the title of a page about one thing: the way back to all of its kind. */
export const BackLink = ({ to, label }: { to: string; label: string }) => (
  <Anchor component={Link} to={to} size="sm" className={classes['back'] ?? ''}>
    <IconChevronLeft size={16} aria-hidden />
    {label}
  </Anchor>
);
