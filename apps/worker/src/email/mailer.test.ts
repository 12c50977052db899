import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { UnrecoverableError } from '@timetracker/queue';
import { isolated, type Mail, newEventId } from '@timetracker/shared';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMailer } from './mailer.ts';
import { renderMail } from './render-mail.ts';

const aMail = (more: Partial<Mail> = {}): Mail => ({
  mail_id: newEventId(),
  to: { name: 'Nia New', address: 'nia@example.com' },
  subject: 'Ada invites you to TimeTracker',
  paragraphs: ['Hello Nia New,'],
  link: {
    label: 'Choose a password',
    url: 'https://time.example.com/invitation#secret-token',
  },
  closing: ['The link works once.'],
  ...more,
});
const MAIL_FROM = 'TimeTracker <time@example.com>';
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timetracker-mail-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('without a mail server', () => {
  const mailer = () =>
    createMailer({
      SMTP_URL: undefined,
      MAIL_FROM,
      DATA_DIR: join(folder, 'data'),
    });

  test('an e-mail is kept whole, for nobody else to read', async () => {
    const mail = aMail();
    await mailer().send(mail);
    const outbox = join(folder, 'data', 'outbox');
    expect(await readdir(outbox)).toEqual([`${mail.mail_id}.eml`]);
    const file = join(outbox, `${mail.mail_id}.eml`);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(outbox)).mode & 0o777).toBe(0o700);
    const message = await readFile(file, 'utf8');
    for (const line of [
      'From: TimeTracker <time@example.com>',
      'To: Nia New <nia@example.com>',
      'Subject: Ada invites you to TimeTracker',
      `Message-ID: <${mail.mail_id}@timetracker>`,
    ])
      expect(message).toContain(line);
    expect(message).toContain('https://time.example.com/invitation#secret-token');
  });

  test('sent twice it is one file', async () => {
    const mail = aMail();
    await Promise.all([mailer().send(mail), mailer().send(mail)]);
    expect(await readdir(join(folder, 'data', 'outbox'))).toEqual([`${mail.mail_id}.eml`]);
  });

  test('what is isolated in the text is so by elements where there are such, and nothing else is', async () => {
    const mail = aMail({
      subject: `${isolated('שלום <b>')} invites you`,
      paragraphs: [`Hello ${isolated('Eve\u202e<i>gnp')}, of ${isolated('דוד')}.`],
    });
    const { text, html } = await renderMail(mail);
    expect(text).toContain('Hello \u2068Eve\ufffd<i>gnp\u2069, of \u2068דוד\u2069.');
    expect(html).toContain('<p>Hello <bdi>Eve\ufffd&lt;i&gt;gnp</bdi>, of <bdi>דוד</bdi>.</p>');
    await mailer().send(mail);
    const message = await readFile(join(folder, 'data', 'outbox', `${mail.mail_id}.eml`), 'utf8');
    const words = [...message.matchAll(/=\?UTF-8\?Q\?(.*?)\?=/g)].map(([, word = '']) => word);
    const encoded = words.join('');
    expect(decodeURIComponent(encoded.replaceAll('_', ' ').replaceAll('=', '%'))).toContain(
      '\u2068שלום <b>\u2069',
    );
  });

  test('names and words of people are neither markup nor headers', async () => {
    const mail = aMail({
      to: { name: 'Eve\r\nBcc: all@example.com', address: 'eve@example.com' },
      subject: 'A\r\nX-Injected: yes',
      paragraphs: ['Hello <img src=x onerror=alert(1)> & "friends"'],
    });
    await mailer().send(mail);
    const file = join(folder, 'data', 'outbox', `${mail.mail_id}.eml`);
    // Quoted-printable breaks long lines.
    const message = (await readFile(file, 'utf8')).replaceAll('=\r\n', '');
    expect(message).not.toMatch(/^(Bcc|X-Injected):/m);
    expect(message).toContain('&lt;img src=3Dx onerror=3Dalert(1)&gt; &amp; &quot;friends&quot;');
    expect(message.match(/<img/g)).toHaveLength(1);
  });
});

describe('with a mail server', () => {
  let server: SMTPServer;
  let received: string[];
  let refuse: { code: number; at: 'recipient' | 'greeting' } | undefined;

  beforeEach(async () => {
    received = [];
    refuse = undefined;
    const answer = (at: 'recipient' | 'greeting') =>
      refuse?.at === at
        ? Object.assign(new Error('no such mailbox'), {
            responseCode: refuse.code,
          })
        : null;
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onConnect: (_session, done) => done(answer('greeting')),
      onRcptTo: (_address, _session, done) => done(answer('recipient')),
      onData: (stream, _session, done) => {
        void text(stream).then((message) => {
          received.push(message);
          done();
        });
      },
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve());
    });
  });
  afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

  const mailer = () => {
    const { port } = server.server.address() as AddressInfo;
    return createMailer({
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      MAIL_FROM,
      DATA_DIR: folder,
    });
  };

  test('an e-mail arrives there and is kept nowhere', async () => {
    await mailer().send(aMail());
    expect(received).toHaveLength(1);
    expect(received[0]).toContain('Subject: Ada invites you to TimeTracker');
    expect(received[0]).toContain('text/plain');
    expect(received[0]).toContain('text/html');
    expect(await readdir(folder)).toEqual([]);
  });

  test('a recipient who is refused for good is not tried again, one who is put off is', async () => {
    refuse = { code: 550, at: 'recipient' };
    await expect(mailer().send(aMail())).rejects.toBeInstanceOf(UnrecoverableError);
    refuse = { code: 451, at: 'recipient' };
    await expect(mailer().send(aMail())).rejects.not.toBeInstanceOf(UnrecoverableError);
    refuse = { code: 421, at: 'greeting' };
    await expect(mailer().send(aMail())).rejects.not.toBeInstanceOf(UnrecoverableError);
    refuse = undefined;
    await mailer().send(aMail());
    expect(received).toHaveLength(1);
  });

  test('a server that is away is worth another try', async () => {
    const away = createMailer({
      SMTP_URL: 'smtp://127.0.0.1:1',
      MAIL_FROM,
      DATA_DIR: folder,
    });
    await expect(away.send(aMail())).rejects.not.toBeInstanceOf(UnrecoverableError);
  });
});
