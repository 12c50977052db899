import type { Temporal as Polyfill } from 'temporal-polyfill';

type Implementation = typeof Polyfill;

/** The browser's own; undefined where it has none yet. */
const native = (globalThis as { Temporal?: Implementation }).Temporal;

/** What the bundle takes for `temporal-polyfill`: the browser's own Temporal, or the polyfill, which is loaded only then. */
export const Temporal: Implementation = native ?? (await import('temporal-polyfill/implementation')).Temporal;
