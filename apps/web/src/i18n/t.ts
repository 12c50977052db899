import { isolated } from '@timetracker/shared';
import { i18n } from './active-locale.ts';
import type { MessageId } from './message-id.ts';

type Values = Record<string, string | number>;

/** Whatever people wrote turns nothing of the message around it. */
const isolatedValues = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? isolated(value) : value,
    ]),
  );

/**
 * A message in the language of the page. To be called while rendering: at module level no language is known yet.
 * @param values what the message's placeholders stand for; numbers are written as the locale has it where the message
 * says `{count, number}` or `#`
 */
export const t = (id: MessageId, values?: Values): string => i18n._(id, values && isolatedValues(values));
