import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './loading.module.css';

/** Stands in for what is on its way: its outline for the eye, its name for the ear. */
export const Loading = ({ what, children }: { what: string; children: ReactNode }) => (
  <output className={classes['loading']}>
    <VisuallyHidden>Loading {what}…</VisuallyHidden>
    {children}
  </output>
);
