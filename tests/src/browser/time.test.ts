import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD, type Stack, startStack } from '../stack.ts';
import { launchBrowser, openPage, signInOnPage } from './browser.ts';
import { scrollsSideways, seriousFindings } from './serious-findings.ts';

let stack: Stack;
let browser: Browser;
/** How fast it is, the benchmark says: here it may share the machine with other tests. */
const WITHIN_MS = 20_000;

beforeAll(async () => {
  stack = await startStack('postgres');
  browser = await launchBrowser();
  await stack.createUser('ada.admin', 'admin');
  const member = await stack.createUser('mia.member');
  await stack.createProject('New Website', [member.id]);
  await stack.createProject('Support', [member.id]);
  await stack.createUser('otto.outsider');
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

const signedIn = async (username: string) => {
  const opened = await openPage(browser);
  await signInOnPage(opened.page, stack.url, username, PASSWORD);
  return opened;
};
const dialog = (page: Page) => page.getByRole('dialog');
const field = (page: Page, label: string) => dialog(page).getByLabel(label, { exact: true });
const chooseProject = async (page: Page, project: string) => {
  await dialog(page).getByRole('combobox', { name: 'Project' }).click();
  await page.getByRole('option', { name: project }).click();
};
const openMenu = async (page: Page, day: string, item: string) => {
  await dayOf(page, day)
    .getByRole('button', { name: /^Actions for/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
};
const dayOf = (page: Page, name: string) => page.getByRole('region', { name });
const feedSays = (page: Page, sentence: string) =>
  page.getByRole('article').filter({ hasText: sentence }).first().waitFor({ timeout: WITHIN_MS });

// A week that is over, so that every time of it can be recorded.
const WEEK = '/time?date=2026-01-07';

describe('a week', () => {
  test('gets entries, refuses what overlaps with all that was typed kept, changes, and adds up', async () => {
    const { page, context, complaints } = await signedIn('mia.member');
    await page.goto(stack.url + WEEK);
    await page.getByRole('heading', { level: 2, name: '5 – 11 January 2026' }).waitFor();
    await page.getByText('Nothing recorded in this week').waitFor();

    await page.getByRole('button', { name: 'Add an entry on Tuesday 6 January' }).click();
    await chooseProject(page, 'New Website');
    await field(page, 'From').fill('9');
    await field(page, 'To').fill('1030');
    await field(page, 'Notes (optional)').fill('Start page');
    await dialog(page).getByText('Duration: 1:30 h').waitFor();
    await dialog(page).getByRole('button', { name: 'Add entry' }).click();
    const tuesday = dayOf(page, 'Tue 6 Jan');
    await tuesday.getByRole('button', { name: 'New Website, 09:00 to 10:30, 1:30 h' }).waitFor();

    await tuesday.getByRole('button', { name: /^Add an entry/ }).click();
    await expect.poll(() => field(page, 'From').inputValue()).toBe('10:30');
    await chooseProject(page, 'Support');
    await field(page, 'From').fill('10:15');
    await field(page, 'To').fill('11h');
    await field(page, 'Notes (optional)').fill('Printer');
    await dialog(page).getByRole('button', { name: 'Add entry' }).click();
    await dialog(page).getByText('Overlaps the entry from 6 Jan 2026, 09:00 to 10:30').waitFor();
    await expect.poll(() => field(page, 'From').and(page.locator(':focus')).count()).toBe(1);
    expect([
      await field(page, 'From').inputValue(),
      await field(page, 'To').inputValue(),
      await field(page, 'Notes (optional)').inputValue(),
    ]).toEqual(['10:15', '11h', 'Printer']);
    await field(page, 'From').fill('12');
    await dialog(page).getByRole('button', { name: 'Add entry' }).click();
    await dialog(page)
      .getByText(/^Must be later than the beginning/)
      .waitFor();
    await field(page, 'From').fill('10:30');
    await dialog(page).getByRole('button', { name: 'Add entry' }).click();
    await tuesday.getByRole('button', { name: 'Support, 10:30 to 11:00, 0:30 h' }).waitFor();

    await dayOf(page, 'Wed 7 Jan')
      .getByRole('button', { name: /^Add an entry/ })
      .click();
    await chooseProject(page, 'Support');
    await field(page, 'From').fill('22:00');
    await field(page, 'To').fill('01:30');
    await dialog(page).getByLabel('Ends on another day').check();
    await dialog(page).getByRole('button', { name: 'Add entry' }).click();
    await dayOf(page, 'Thu 8 Jan').getByText('began the day before').waitFor();

    const totals = page.getByRole('region', { name: 'Total of the week' });
    await totals.getByText('5:30 h', { exact: true }).waitFor();
    const listed = async () =>
      (await totals.getByRole('listitem').allInnerTexts()).map((text) => text.split('\n'));
    await expect.poll(listed).toEqual([
      ['Support', '4:00 h'],
      ['New Website', '1:30 h'],
    ]);

    await tuesday.getByRole('button', { name: /^New Website/ }).click();
    await field(page, 'To').fill('10');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await tuesday.getByRole('button', { name: 'New Website, 09:00 to 10:00, 1:00 h' }).waitFor();
    await openMenu(page, 'Wed 7 Jan', 'Delete');
    await dialog(page).getByText('22:00 to 01:30 (3:30 h)').waitFor();
    await dialog(page).getByRole('button', { name: 'Delete entry' }).click();
    await totals.getByText('1:30 h', { exact: true }).waitFor();

    await page.getByRole('link', { name: 'Dashboard', exact: true }).click();
    for (const sentence of [
      'Created time entry "New Website"',
      'Updated time entry "New Website"',
      'Deleted time entry "Support"',
    ])
      await feedSays(page, sentence);
    // The console names the answer 409 to what overlaps.
    expect(complaints.filter((text) => !text.includes('409'))).toEqual([]);
    await context.close();

    const outsider = await signedIn('otto.outsider');
    expect(await outsider.page.getByRole('article').count()).toBe(0);
    await outsider.context.close();
  });

  test('is left and come back to by keys, buttons and date', async () => {
    const { page, context } = await signedIn('mia.member');
    await page.goto(stack.url + WEEK);
    const shows = (name: string) => page.getByRole('heading', { level: 2, name }).waitFor();
    await shows('5 – 11 January 2026');
    await page.keyboard.press('ArrowLeft');
    await shows('29 December 2025 – 4 January 2026');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('button', { name: 'Next week' }).click();
    await shows('12 – 18 January 2026');
    await page.getByLabel('Go to a day').fill('2026-03-29');
    await shows('23 – 29 March 2026');
    await page.getByRole('button', { name: 'This week' }).click();
    await expect.poll(() => new URL(page.url()).search).toBe('');
    await context.close();
  });

  test('changed by an administrator while its person edits it is not lost, nor is what was typed', async () => {
    const mia = await signedIn('mia.member');
    const ada = await signedIn('ada.admin');
    await mia.page.goto(stack.url + WEEK);
    await mia.page.getByRole('button', { name: /^New Website, 09:00/ }).click();
    await field(mia.page, 'Notes (optional)').fill('Start page and menu');

    const [{ id } = { id: 0 }] = await stack.db.em.execute<{ id: number }[]>(
      `select id from users where username = 'mia.member'`,
    );
    await ada.page.goto(`${stack.url}${WEEK}&user_id=${id}`);
    await ada.page.getByRole('heading', { level: 1, name: 'Time of Mia Member' }).waitFor();
    expect(await ada.page.getByRole('button', { name: 'Add entry' }).count()).toBe(0);
    await ada.page.getByRole('button', { name: /^New Website, 09:00/ }).click();
    await field(ada.page, 'Notes (optional)').fill('As agreed with the client');
    await dialog(ada.page).getByRole('button', { name: 'Save' }).click();
    await ada.page.getByText('As agreed with the client').waitFor();

    await dialog(mia.page).getByRole('button', { name: 'Save' }).click();
    await dialog(mia.page).getByText('Somebody else changed this in the meantime').waitFor();
    await dialog(mia.page).getByText('As agreed with the client').waitFor();
    await dialog(mia.page).getByRole('button', { name: 'Keep mine' }).click();
    await mia.page.getByText('Start page and menu').waitFor();
    await mia.page.getByText('As agreed with the client').waitFor({ state: 'detached' });
    await mia.context.close();
    await ada.context.close();
  });

  test('of somebody else is not shown to members', async () => {
    const { page, context } = await signedIn('otto.outsider');
    await page.goto(`${stack.url}${WEEK}&user_id=1`);
    await page.getByText("Only administrators see somebody else's time").waitFor();
    await context.close();
  });
});

test('what an invoice bills is locked, and leads to the invoice', async () => {
  const { page, context } = await signedIn('ada.admin');
  const [entry] = await stack.db.em.execute<{ id: number; user_id: number }[]>(
    `select id, user_id from time_entries where ended_at is not null order by id limit 1`,
  );
  await stack.db.em.execute(
    `with client as (insert into clients (name) values ('Acme') returning id),
     invoice as (
       insert into invoices (client_id, status, currency, tax_rate_basis_points, lines, line_count, subtotal_cents,
         tax_cents, total_cents)
       select id, 'draft', 'EUR', 0, '[]', 0, 0, 0, 0 from client returning id
     )
     update time_entries set invoice_id = (select id from invoice) where id = ?`,
    [entry?.id ?? 0],
  );
  await page.goto(`${stack.url}${WEEK}&user_id=${entry?.user_id ?? 0}`);
  const tuesday = dayOf(page, 'Tue 6 Jan');
  await tuesday.getByText(/^Billed:/).waitFor();
  expect(await tuesday.getByRole('button', { name: /New Website/ }).count()).toBe(0);
  await tuesday.getByRole('link', { name: 'Open the invoice' }).click();
  await page.waitForURL(/\/invoices\/\d+$/);
  await context.close();
});

test.each([
  ['light', 390],
  ['light', 1_440],
  ['dark', 390],
  ['dark', 1_440],
] as const)('in %s at %i px a week and its dialog pass for everybody', async (colorScheme, width) => {
  const { page, context } = await openPage(browser, { colorScheme, width });
  await signInOnPage(page, stack.url, 'mia.member', PASSWORD);
  await page.goto(stack.url + WEEK);
  await page.getByRole('region', { name: 'Total of the week' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(await scrollsSideways(page)).toBe(false);
  await page.getByRole('button', { name: 'Add entry' }).click();
  await field(page, 'From').waitFor();
  await dialog(page).getByRole('button', { name: 'Add entry' }).click();
  await dialog(page).getByText('Choose a project', { exact: true }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await context.close();
});

test('a timer is one in two tabs: each follows the other, and the second can take over', async () => {
  const { page: one, context, complaints } = await signedIn('mia.member');
  const two = await context.newPage();
  await two.goto(stack.url);
  const start = async (page: Page, project: string, button: string) => {
    await page.getByRole('combobox', { name: 'Project' }).click();
    await page.getByRole('option', { name: project }).click();
    await page.getByRole('button', { name: button }).click();
  };
  const timer = (page: Page) => page.getByRole('region', { name: 'Timer' });
  await two.getByRole('combobox', { name: 'Project' }).click();
  await two.getByRole('option', { name: 'Support' }).click();

  await start(one, 'New Website', 'Start timer');
  await timer(one).getByText('New Website').waitFor();
  await timer(two).getByText('New Website').waitFor({ timeout: WITHIN_MS });
  // What was being filled in there is still there, and is now a switch.
  await two.getByRole('button', { name: 'Stop the running one and start this' }).click();
  await timer(two).getByRole('timer').waitFor();
  for (const page of [one, two]) {
    await timer(page).getByText('Support').waitFor({ timeout: WITHIN_MS });
    await feedSays(page, 'Stopped timer on "New Website"');
    await feedSays(page, 'Started timer on "Support"');
  }
  await two.goto(`${stack.url}/time`);
  await two.getByRole('button', { name: /running since/ }).waitFor();
  await timer(one).getByRole('button', { name: 'Stop' }).click();
  await two.getByRole('button', { name: /running since/ }).waitFor({ state: 'detached', timeout: WITHIN_MS });
  await one.getByRole('button', { name: 'Start timer' }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});
