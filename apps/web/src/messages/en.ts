import { catalogMessages } from '../i18n/catalog-messages.ts';
import { merged } from './merged.ts';

export const messages = {
  ...merged(import.meta.glob('./en/*.json', { eager: true, import: 'default' })),
  ...catalogMessages(),
};
