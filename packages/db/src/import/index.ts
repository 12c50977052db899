export * from './content-occurrences.ts';
export type * from './imported-event.ts';
export * from './store-imported.ts';
