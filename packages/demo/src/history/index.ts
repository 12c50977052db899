export { seedHistory } from './seed-history.ts';
export { seedOptions } from './seed-options.ts';
export { copyRows } from './store/copy-rows.ts';
