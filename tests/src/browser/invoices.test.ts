import { Invoice } from '@timetracker/db';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Client, clientOf } from '../client.ts';
import { PASSWORD, type Stack, startStack } from '../stack.ts';
import { launchBrowser, openPage, signInOnPage, type WatchedPage } from './browser.ts';
import { scrollsSideways, seriousFindings } from './serious-findings.ts';

const JOURNEY_MS = 120_000;

let stack: Stack;
let browser: Browser;
let admin: Client;
let member: Client;
let client_id: number;
let project_id: number;
const open: WatchedPage[] = [];

/** A fresh browser in which somebody has signed in. */
async function signedIn(username: string, options: Parameters<typeof openPage>[1] = {}): Promise<Page> {
  const watched = await openPage(browser, options);
  open.push(watched);
  await signInOnPage(watched.page, stack.url, username, PASSWORD);
  return watched.page;
}

const dialog = (page: Page) => page.getByRole('dialog');
const title = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
const line = (page: Page, number: number) => page.getByRole('listitem', { name: `Line ${number}` });

/** Nobody is in two places: each recorded period begins where the last one ended. */
let clock = Date.parse('2026-02-02T08:00:00Z');
const work = async (task: string, minutes: number) => {
  const { id } = await member.task.create.mutate({ project_id, name: task });
  const started_at = new Date(clock).toISOString();
  clock += minutes * 60_000;
  const ended_at = new Date(clock).toISOString();
  await member.timeEntry.create.mutate({ project_id, task_id: id, started_at, ended_at });
};
const item = (description: string, quantity_hundredths: number, unit_price_cents: number) => ({
  kind: 'item' as const,
  description,
  quantity_hundredths,
  unit_price_cents,
});
const sent = async (...lines: ReturnType<typeof item>[]) => {
  const { id } = await admin.invoice.create.mutate({ client_id, project_id, lines });
  return admin.invoice.setStatus.mutate({ id, status: 'sent' });
};

beforeAll(async () => {
  stack = await startStack('postgres');
  browser = await launchBrowser();
  await stack.createUser('ada.admin', 'admin');
  await stack.createUser('mia.member');
  await stack.createUser('otto.outsider');
  admin = await clientOf(stack, 'ada.admin');
  member = await clientOf(stack, 'mia.member');
  await admin.workspace.update.mutate({
    name: 'Nordlicht Studio',
    address: 'Speicherstraße 12\n20457 Hamburg',
    payment_details: 'IBAN DE02 1203 0000 0000 2020 51',
  });
  const client = await admin.clients.create.mutate({
    name: 'Harbour Ltd',
    street: '1 Quay',
    city: 'Bristol',
  });
  client_id = client.id;
  project_id = (await member.project.create.mutate({ name: 'Ferry app' })).id;
  await admin.project.update.mutate({ id: project_id, client_id, hourly_rate_cents: 9_000 });
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async () => {
  const complaints = open.flatMap((watched) => watched.complaints);
  await Promise.all(open.map(({ context }) => context.close()));
  open.length = 0;
  // The browser itself names every refused request; which ones are refused is what these tests are about.
  expect(complaints.filter((text) => !text.includes('the server responded with a status of'))).toEqual([]);
});

test("a project's time becomes an invoice that is sent and paid, another is overdue and cancelled", {
  timeout: JOURNEY_MS,
}, async () => {
  await work('Wireframes', 90);
  await work('Front end', 45);
  const year = new Date().getUTCFullYear();
  const otto = await signedIn('otto.outsider');
  const mia = await signedIn('mia.member');
  const ada = await signedIn('ada.admin');
  /** What the feeds of those who may know say. */
  const said = async (text: string) => {
    for (const page of [ada, mia]) await page.getByRole('feed').getByText(text, { exact: true }).waitFor();
  };
  /** What the invoice's own history says of its last step. */
  const stepped = async (from: string, to: string) => {
    const last = page.getByRole('feed').getByRole('article').first();
    for (const status of [from, to]) await last.getByText(status, { exact: true }).first().waitFor();
  };

  const page = await signedIn('ada.admin');
  await page.goto(`${stack.url}/invoices?new=1&project_id=${project_id}`);
  const unbilled = dialog(page).getByRole('table', { name: 'Unbilled time' });
  await unbilled.getByRole('row', { name: /Wireframes 1:30 h €135.00/ }).waitFor();
  await unbilled.getByRole('row', { name: /Front end 0:45 h €67.50/ }).waitFor();
  await dialog(page).getByLabel('Up to and including').fill('2026-02-01');
  await dialog(page).getByText('There is no unbilled time up to that day').waitFor();
  await dialog(page).getByLabel('Up to and including').fill('2026-02-02');
  await unbilled.getByRole('row', { name: /Subtotal €202.50/ }).waitFor();
  await dialog(page).getByRole('button', { name: 'Add line' }).click();
  await line(page, 1).getByLabel('Description').fill('Icons');
  await line(page, 1).getByLabel('Quantity').fill('2.5');
  await line(page, 1).getByLabel('Price').fill('1,000.10');
  await dialog(page).getByRole('button', { name: 'Create draft' }).click();

  await title(page, 'Draft for Harbour Ltd');
  await said('Created invoice "Draft for Harbour Ltd"');
  // Sums follow what is typed: 202.50 + 2,500.25 and 19 % of it.
  const total = (amount: string) => page.getByText(amount, { exact: true }).first().waitFor();
  await total('€3,216.27');
  await line(page, 1).getByLabel('Description').fill('Wireframes, two rounds');
  await line(page, 1).getByLabel('Price per hour').fill('100');
  await total('€3,234.12');
  await line(page, 2).getByRole('button', { name: 'Remove line' }).click();
  await page.getByLabel('Tax rate').fill('nineteen');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Must be a percentage such as 7.50, 100 at most').waitFor();
  await page.getByLabel('Tax rate').fill('20');
  await total('€3,180.30');
  await page.getByRole('button', { name: 'Send' }).click();
  await dialog(page).getByText('It cannot be changed afterwards').waitFor();
  await dialog(page).getByText('€3,180.30').waitFor();
  await dialog(page).getByRole('button', { name: 'Send invoice' }).click();

  const number = `${year}-0001`;
  await title(page, number);
  await said('Updated invoice "Draft for Harbour Ltd"');
  await said(`Sent invoice "${number}"`);
  await stepped('Draft', 'Sent');
  await page.getByRole('button', { name: 'Save' }).waitFor({ state: 'detached' });
  expect(await admin.invoice.unbilledTime.query({ project_id })).toMatchObject([{ minutes: 45 }]);
  await page.getByRole('button', { name: 'Record payment' }).click();
  await dialog(page).getByRole('button', { name: 'Record payment' }).click();
  await said(`Recorded the payment of invoice "${number}"`);
  await stepped('Sent', 'Paid');

  // A second one, whose day has passed.
  const late = await sent(item('Hosting', 100, 5_000));
  await stack.db.em.fork().nativeUpdate(Invoice, { id: late.id }, { due_date: '2026-01-31' });
  await page.goto(`${stack.url}/invoices/${late.id}`);
  const step = async (entry: string, confirm: string) => {
    await page.getByRole('button', { name: `Actions for ${late.number}` }).click();
    await page.getByRole('menuitem', { name: entry }).click();
    await dialog(page).getByRole('button', { name: confirm }).click();
    await dialog(page).waitFor({ state: 'detached' });
  };
  await step('Mark overdue', 'Mark overdue');
  await said(`Changed the status of invoice "${late.number}" from Sent to Overdue`);
  await stepped('Sent', 'Overdue');
  await step('Cancel invoice', 'Cancel invoice');
  await said(`Changed the status of invoice "${late.number}" from Overdue to Cancelled`);
  await stepped('Overdue', 'Cancelled');
  await expect.poll(() => page.getByRole('button', { name: /Record|Actions/ }).count()).toBe(0);

  await page.goto(`${stack.url}/invoices`);
  await page.getByRole('link', { name: /^Paid €3,180.30 1 invoice/ }).click();
  await page.waitForURL('**/invoices?status=paid');
  await page.getByRole('link', { name: number }).waitFor();
  await page.getByRole('link', { name: String(late.number) }).waitFor({ state: 'detached' });

  expect(await otto.getByRole('article').count()).toBe(0);
});

test('members look at the invoices of their projects; to others these do not exist', {
  timeout: JOURNEY_MS,
}, async () => {
  const { id, number } = await sent(item('Audit', 100, 7_000));
  const mia = await signedIn('mia.member');
  await mia.getByRole('link', { name: 'Invoices' }).click();
  await mia.getByRole('link', { name: String(number) }).click();
  await title(mia, String(number));
  await mia.getByText('Audit').waitFor();
  await mia.getByRole('feed').getByText(`Sent invoice "${number}"`).waitFor();
  expect(await mia.getByRole('button', { name: /Record|Actions|New|settings/ }).count()).toBe(0);
  const draft = await admin.invoice.create.mutate({ client_id, project_id, lines: [item('Later', 100, 1)] });
  await mia.goto(`${stack.url}/invoices/${draft.id}`);
  await mia.getByText('Later').waitFor();
  expect(await mia.getByRole('button', { name: /Save|Send/ }).count()).toBe(0);

  const otto = await signedIn('otto.outsider');
  await otto.goto(`${stack.url}/invoices`);
  await otto.getByText('No invoices yet').waitFor();
  for (const path of [`/invoices/${id}`, `/invoices/${id}/print`]) {
    await otto.goto(`${stack.url}${path}`);
    await title(otto, 'This invoice is not here');
  }
});

test("amounts are typed and written as the person's locale has them", { timeout: JOURNEY_MS }, async () => {
  await stack.createUser('gerda.german', 'admin');
  const gerda = await clientOf(stack, 'gerda.german');
  const page = await signedIn('gerda.german');
  await gerda.user.updateProfile.mutate({ locale: 'de-DE' });
  const { id } = await admin.invoice.create.mutate({ client_id, lines: [item('Beratung', 150, 99_950)] });
  await page.goto(`${stack.url}/invoices/${id}`);
  await title(page, 'Entwurf für Harbour Ltd');
  const first = page.getByRole('listitem', { name: 'Position 1' });
  await expect.poll(() => first.getByLabel('Menge').inputValue()).toBe('1,50');
  await first.getByLabel('Preis').fill('1.234,56');
  await page
    .getByText(/^1\.851,84\s€$/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText('Entwurf gespeichert').waitFor();
  expect((await admin.invoice.get.query({ id })).lines).toMatchObject([{ unit_price_cents: 123_456 }]);
  await first.getByLabel('Preis').fill('12.50');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText('Bitte als Betrag angeben, zum Beispiel 1234,50').waitFor();
});

test('two who change a draft at once see both versions, and a draft that was sent is a draft no more', {
  timeout: JOURNEY_MS,
}, async () => {
  const { id } = await admin.invoice.create.mutate({ client_id, lines: [item('Design', 100, 10_000)] });
  const page = await signedIn('ada.admin');
  await page.goto(`${stack.url}/invoices/${id}`);
  await line(page, 1).getByLabel('Description').fill('Design, mine');
  await admin.invoice.update.mutate({ id, lines: [item('Design, theirs', 200, 10_000)], notes: 'Soon' });
  await page.getByRole('button', { name: 'Save' }).click();
  const notice = page.getByRole('region', { name: 'Somebody else changed this' });
  await notice.getByText('Design, theirs: €200.00').waitFor();
  await notice.getByText('Design, mine: €100.00').waitFor();
  await notice.getByRole('button', { name: 'Take theirs' }).click();
  await expect.poll(() => line(page, 1).getByLabel('Description').inputValue()).toBe('Design, theirs');
  await expect.poll(() => page.getByLabel('Notes').inputValue()).toBe('Soon');

  await page.goto(`${stack.url}/invoices/${id}`);
  await page.getByRole('button', { name: 'Send' }).click();
  await dialog(page).getByRole('button', { name: 'Send invoice' }).waitFor();
  await admin.invoice.setStatus.mutate({ id, status: 'sent' });
  // The page hears of it by itself.
  await title(page, /^\d{4}-\d{4}$/);
});

test('a draft is deleted, and its sender is who the settings say', { timeout: JOURNEY_MS }, async () => {
  const { id } = await admin.invoice.create.mutate({ client_id, lines: [item('Gone', 100, 1)] });
  const page = await signedIn('ada.admin');
  await page.goto(`${stack.url}/invoices`);
  await page.getByRole('button', { name: 'Invoice settings' }).click();
  await dialog(page).getByLabel('Days to pay').fill('soon');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await dialog(page).getByText('Must be a whole number from 0 to 365').waitFor();
  await dialog(page).getByLabel('Days to pay').fill('30');
  await dialog(page).getByLabel('Tax ID').fill('DE 312 445 987');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await page.getByText('Invoice settings saved').waitFor();
  expect(await admin.workspace.get.query()).toMatchObject({ payment_days: 30, tax_id: 'DE 312 445 987' });

  await page.goto(`${stack.url}/invoices/${id}`);
  await page.getByRole('button', { name: 'Actions for Draft for Harbour Ltd' }).click();
  await page.getByRole('menuitem', { name: 'Delete draft' }).click();
  await dialog(page).getByRole('button', { name: 'Delete draft' }).click();
  await title(page, 'Invoices');
  await page.getByText('“Draft for Harbour Ltd” deleted').waitFor();
});

describe('on paper', () => {
  test.each(['light', 'dark'] as const)(
    'an invoice is black on white alone, from %s',
    async (colorScheme) => {
      const { id, number } = await sent(item('Poster', 300, 12_000));
      const page = await signedIn('ada.admin', { colorScheme });
      await page.goto(`${stack.url}/invoices/${id}/print`);
      await title(page, `Invoice ${number}`);
      await page.evaluate('window.print = () => { document.documentElement.dataset.printed = "yes"; }');
      await page.getByRole('button', { name: 'Print' }).click();
      await expect.poll(() => page.evaluate('document.documentElement.dataset.printed')).toBe('yes');

      await page.emulateMedia({ media: 'print', colorScheme });
      for (const text of ['Harbour Ltd', 'Nordlicht Studio', 'Poster', '€428.40', 'IBAN DE02 1203'])
        await page.getByText(text).first().waitFor();
      for (const control of [page.getByRole('banner'), page.getByRole('navigation')])
        await control.first().waitFor({ state: 'hidden' });
      await expect.poll(() => page.getByRole('button').filter({ visible: true }).count()).toBe(0);
      const colors = () =>
        page.evaluate(
          `(() => { const { colorScheme, backgroundColor } = getComputedStyle(document.documentElement);
        return [colorScheme, backgroundColor, getComputedStyle(document.querySelector('article')).color]; })()`,
        );
      await expect.poll(colors).toEqual(['light', 'rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    },
  );

  test('a long invoice takes several pages', { timeout: JOURNEY_MS }, async () => {
    const lines = Array.from({ length: 70 }, (_, index) => item(`Photograph ${index + 1}`, 100, 7_500));
    const { id, number } = await sent(...lines);
    const page = await signedIn('ada.admin');
    await page.goto(`${stack.url}/invoices/${id}/print`);
    await title(page, `Invoice ${number}`);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const pages = pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? [];
    expect(pages.length).toBeGreaterThan(1);
    // A4, in points.
    expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/);
  });
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each([390, 1_440])(
    'at %i px the pages have no serious findings and do not scroll sideways',
    { timeout: JOURNEY_MS },
    async (width) => {
      const { id } = await sent(
        item('Stock photographs, extended licence', 1_200, 1_999),
        item('Domain', 100, 1_250),
      );
      const draft = await admin.invoice.create.mutate({ client_id, lines: [item('Workshop', 50, 120_000)] });
      const page = await signedIn('ada.admin', { width, colorScheme });
      const paths = [
        '/invoices',
        `/invoices/${id}`,
        `/invoices/${draft.id}`,
        `/invoices/${id}/print`,
        `/invoices?new=1&client_id=${client_id}`,
      ];
      for (const path of paths) {
        await page.goto(`${stack.url}${path}`);
        await page.getByText('Harbour Ltd').first().waitFor({ state: 'attached' });
        if (path.includes('new')) await dialog(page).getByLabel('Client').waitFor();
        await expect.poll(() => page.getByText(/^Loading /).count()).toBe(0);
        expect(await seriousFindings(page), path).toEqual([]);
        expect(await scrollsSideways(page), path).toBe(false);
      }
    },
  );
});
