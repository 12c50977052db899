import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

const messageFile = /\/src\/messages\/\w+\/(late\/)?[\w-]+\.json$/;

/**
 * Compiles the message catalogs (ICU MessageFormat) while building, so that no parser is in what the browser loads.
 * A message that is not well formed fails the build, by its id.
 */
export const compileMessages = (): Plugin => ({
  name: 'compile-messages',
  // Before Vite makes a module of the JSON.
  enforce: 'pre',
  transform: {
    filter: { id: messageFile },
    handler: (json) => JSON.stringify(compiled(JSON.parse(json) as Record<string, string>)),
  },
});

const compiled = (messages: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(messages).map(([id, message]) => {
      try {
        return [id, compileMessageOrThrow(message)];
      } catch (cause) {
        throw new Error(`The message ${id} is not well formed: ${message}`, { cause });
      }
    }),
  );
