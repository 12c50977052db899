import type { ReactNode } from 'react';
import classes from './details.module.css';

/** A term and what is known of it, within a list of such. */
export const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className={classes['fact']}>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);
