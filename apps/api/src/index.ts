export { localCaller } from './local-caller.ts';
