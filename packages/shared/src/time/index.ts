export * from './time-zone.ts';
export * from './utc-day.ts';
export * from './zoned-day.ts';
