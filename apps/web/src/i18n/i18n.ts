import { setupI18n } from '@lingui/core';

/** The messages of the language of the page, which `speakTo` loads. */
export const i18n = setupI18n();
