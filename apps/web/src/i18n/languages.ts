/** The languages that the product speaks, each by its own name. One line and a folder of messages add one. */
export const languages = { en: 'English', de: 'Deutsch' } as const;

export type Language = keyof typeof languages;

export const isLanguage = (value: string): value is Language => Object.hasOwn(languages, value);
