import { sendMail } from '@timetracker/shared';
import type { Mailer } from '../email/mailer.ts';
import { handles } from '../registry.ts';

/** Sends a job's e-mail. */
export const sendMailHandler = (mailer: Mailer) => handles(sendMail, (mail) => mailer.send(mail));
