import { join, resolve } from 'node:path';
import { UnrecoverableError } from '@timetracker/queue';
import type { Mail } from '@timetracker/shared';
import { createTransport } from 'nodemailer';
import { keepMail } from './kept-mail.ts';
import type { Mailer, MailerEnv } from './mailer.ts';
import { renderMail } from './render-mail.ts';

const timeouts = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
};

/** By SMTP_URL; without one, e-mails are kept as files in DATA_DIR/outbox. */
export const mailerOf = (env: MailerEnv): Mailer =>
  env.SMTP_URL === undefined ? fileMailer(env) : smtpMailer(env.SMTP_URL, env.MAIL_FROM);

const messageOf = async (mail: Mail, from: string) => ({
  from,
  to: mail.to,
  subject: mail.subject,
  // The same message sent twice, after a crash in between, is recognized as one.
  messageId: `<${mail.mail_id}@timetracker>`,
  ...(mail.attachment && {
    attachments: [
      {
        filename: mail.attachment.name,
        content: mail.attachment.text,
        contentType: 'text/plain; charset=utf-8',
      },
    ],
  }),
  headers: { 'Auto-Submitted': 'auto-generated' },
  ...(await renderMail(mail)),
});

function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport({ url, ...timeouts });
  return {
    send: async (mail) => {
      try {
        await transport.sendMail(await messageOf(mail, from));
      } catch (error) {
        if (isRefused(error)) throw new UnrecoverableError(`the mail server refuses it: ${error.message}`);
        throw error;
      }
    },
  };
}

/** Recipient or content was refused for good (SMTP 5xx). A password that is wrong is the operator's to mend: not that. */
const isRefused = (error: unknown): error is Error =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'EENVELOPE' || error.code === 'EMESSAGE') &&
  'responseCode' in error &&
  Number(error.responseCode) >= 500;

function fileMailer({ DATA_DIR, MAIL_FROM }: MailerEnv): Mailer {
  const transport = createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
  });
  const folder = join(resolve(DATA_DIR), 'outbox');
  return {
    send: async (mail) => {
      const { message } = await transport.sendMail(await messageOf(mail, MAIL_FROM));
      if (!Buffer.isBuffer(message)) throw new TypeError('A buffered message is a buffer');
      await keepMail(folder, mail.mail_id, message);
    },
  };
}
