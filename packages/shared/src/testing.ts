export * from './test-event.ts';
export * from './test-odd-extra-data.ts';
