import type { Mail } from '@timetracker/shared';
import { html } from 'hono/html';

type Content = Pick<Mail, 'paragraphs' | 'link' | 'closing'>;

const BODY = 'margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1a1b1e;background:#fff';
const BUTTON =
  'display:inline-block;padding:10px 18px;border-radius:8px;background:#3b5bdb;color:#fff;text-decoration:none';

/** An e-mail's content as plain text and as simple HTML, which say the same. */
export const renderMail = async (mail: Content): Promise<{ text: string; html: string }> => ({
  text: asText(mail),
  html: await asHtml(mail),
});

const ISOLATE = /\u2068([^\u2068\u2069]*)\u2069/;

// Whatever is isolated by signs in the text is so by elements here: every second part.
const asParagraph = (text: string) =>
  html`<p>${text.split(ISOLATE).map((part, index) => (index % 2 === 1 ? html`<bdi>${part}</bdi>` : part))}</p>`;

const asText = ({ paragraphs, link, closing }: Content) =>
  [...paragraphs, ...(link ? [link.url] : []), ...closing].join('\n\n');

// Whatever comes from people is escaped by the template. The address stands there in full as well: some mail programs
// show no links.
async function asHtml({ paragraphs, link, closing }: Content): Promise<string> {
  const page = await html`<!doctype html>
<html lang="en">
  <body style="${BODY}">
    ${paragraphs.map(asParagraph)}
    ${link && html`<p><a href="${link.url}" style="${BUTTON}">${link.label}</a></p><p>${link.url}</p>`}
    ${closing.map(asParagraph)}
  </body>
</html>`;
  return page.toString();
}
