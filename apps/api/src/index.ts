export { localCaller } from './routers/local-caller.ts';
