import { Skeleton } from '@mantine/core';
import classes from './stream.module.css';

const LINES = 12;
/** Sentences are not all of one length. */
const widths = ['62%', '48%', '71%', '55%'];

/** The outline of a stream that is on its way. @param lines how many */
export const StreamOutline = ({ lines = LINES }: { lines?: number }) => (
  <div className={classes['skeleton']}>
    {Array.from({ length: lines }, (_, line) => (
      <div key={line} className={classes['outline']}>
        <Skeleton circle height={26} />
        <Skeleton height={12} width={110} visibleFrom="sm" />
        <Skeleton height={12} width={widths[line % widths.length]} />
      </div>
    ))}
  </div>
);
