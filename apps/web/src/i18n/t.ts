import type { MessageId } from './message-id.ts';
import { i18n } from './speak-to.ts';

/**
 * A message in the language of the page. To be called while rendering: at module level no language is known yet.
 * @param values what the message's placeholders stand for; numbers are written as the locale has it where the message
 * says `{count, number}` or `#`
 */
export const t = (id: MessageId, values?: Record<string, string | number>): string => i18n._(id, values);
