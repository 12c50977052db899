import { expect, test } from 'vitest';
import { chooseLocale } from './choose-locale.ts';

test.each([
  [['de-AT'], 'de', 'de-AT'],
  [['en-GB', 'de-DE'], 'en', 'en-GB'],
  [['fr-FR', 'de-CH', 'en'], 'de', 'de-CH'],
  [['fr-FR'], 'en', 'en-FR'],
  [['ja'], 'en', 'en-JP'],
  [['zh-Hans-CN'], 'en', 'en-CN'],
  [['not a tag', 'de'], 'de', 'de'],
  [[], 'en', 'en'],
])('%o: messages in %s, dates as %s', (wanted, language, locale) => {
  expect(chooseLocale(wanted)).toEqual({ language, locale });
});
