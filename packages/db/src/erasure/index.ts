export { pseudonymOf } from './erasure-event.ts';
export * from './begin-anonymization.ts';
export type { Counts } from './counts.ts';
export * from './find-anonymization.ts';
export * from './preview-anonymization.ts';
export * from './person-data.ts';
export { placesOutside } from './places-outside.ts';
export * from './run-anonymization.ts';
export type { Sought } from './scan-activities.ts';
