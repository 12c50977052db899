export { type SeedResult, seedHistory } from './seed-history.ts';
export { type SeedOptions, seedOptions } from './seed-options.ts';
