export type { MessageId } from './message-id.ts';
export { t } from './t.ts';
