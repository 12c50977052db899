export { anEvent } from './test-event.ts';
export { oddExtraData, SAYS_NOTHING } from './test-odd-extra-data.ts';
