export { seedHistory, type SeedResult } from './seed-history.ts';
export { seedOptions, type SeedOptions } from './seed-options.ts';
