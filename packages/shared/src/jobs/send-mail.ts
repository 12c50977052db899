import { z } from 'zod';
import { declareJob } from './job-declaration.ts';

/** An e-mail as its content, in which names are isolated; how it looks is the worker's. */
const mail = z.strictObject({
  /** Names the message: sent twice after a crash, it is recognized as the same. */
  mail_id: z.uuid(),
  to: z.strictObject({ name: z.string().max(200), address: z.email() }),
  subject: z.string().min(1).max(500),
  paragraphs: z.array(z.string().max(2_000)).max(20),
  /** The one thing to do. */
  link: z.strictObject({ label: z.string().max(100), url: z.url() }).optional(),
  /** A text file that comes along. */
  attachment: z.strictObject({ name: z.string().min(1).max(100), text: z.string().max(10_000) }).optional(),
  closing: z.array(z.string().max(2_000)).max(20).default([]),
});
export type Mail = z.output<typeof mail>;

/**
 * Sends an e-mail. A mail server that is away is tried again for about six hours. E-mails may hold links that let people
 * in, so that nothing of one stays in the queue: it goes when it is sent, and when it is given up.
 */
export const sendMail = declareJob({
  name: 'send-mail',
  queue: 'mail',
  payload: mail,
  attempts: 40,
  backoff: { initialMs: 2_000, maxMs: 15 * 60_000 },
  keep_failed: false,
});
