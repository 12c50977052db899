import { loadedOnce } from '@timetracker/process';
import type { Mail } from '@timetracker/shared';
import type { Env } from '@timetracker/shared/env';

export type MailerEnv = Pick<Env, 'SMTP_URL' | 'MAIL_FROM' | 'DATA_DIR'>;

/** Sends e-mails, or keeps them. */
export interface Mailer {
  /** @throws when it could not be sent; an UnrecoverableError when trying again is no use */
  send: (mail: Mail) => Promise<void>;
}

/** What sends is loaded for the first e-mail: most days have none. */
export function createMailer(env: MailerEnv): Mailer {
  const mailer = loadedOnce(async () => (await import('./transports.ts')).mailerOf(env));
  return { send: async (mail) => (await mailer()).send(mail) };
}
