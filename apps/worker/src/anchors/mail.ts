import { randomUUID } from 'node:crypto';
import type { StoredCheckpoint } from '@timetracker/activities';
import type { JobInput, sendMail } from '@timetracker/shared';

export type SendMail = (mail: JobInput<typeof sendMail>) => Promise<void>;

/** Mails a checkpoint to an auditor, as a file that `activity verify --checkpoint` takes. */
export const anchorByMail =
  (address: string, send: SendMail) =>
  ({ size, note, created_at }: StoredCheckpoint): Promise<void> =>
    send({
      mail_id: randomUUID(),
      to: { name: 'Auditor', address },
      subject: `Checkpoint of the activity log: ${size.toLocaleString('en')} activities`,
      paragraphs: [
        `On ${created_at} the activity log had ${size.toLocaleString('en')} activities.`,
        'The attached checkpoint is its seal. Keep it where nobody who runs the system can change it: with it you can tell later whether any of these activities was changed, removed or put in.',
      ],
      attachment: { name: `checkpoint-${size}.txt`, text: note },
    });
