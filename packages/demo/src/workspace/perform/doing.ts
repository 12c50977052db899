import type { Stage } from './stage.ts';

/** How a deed is done. */
export type Doing<Deed> = (stage: Stage, deed: Deed) => Promise<unknown>;
