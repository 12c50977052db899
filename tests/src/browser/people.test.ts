import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, type Stack, startStack } from '../stack.ts';
import { launchBrowser, openPage, signInOnPage } from './browser.ts';
import { scrollsSideways, seriousFindings } from './serious-findings.ts';

let stack: Stack;
let browser: Browser;
let folder: string;
/** How fast it is, the benchmark says: here it may share the machine with other tests. */
const WITHIN_MS = 20_000;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timetracker-people-'));
  stack = await startStack('postgres', { DATA_DIR: folder });
  browser = await launchBrowser();
  await stack.createUser('ada.admin', 'admin');
  const member = await stack.createUser('mia.member');
  await stack.createProject('New Website', [member.id]);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
  await rm(folder, { recursive: true });
});

const dialog = (page: Page) => page.getByRole('dialog');
const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });
const statusOf = (page: Page, name: string, status: string) =>
  rowOf(page, name).getByRole('cell', { name: status, exact: true });
const choose = async (page: Page, name: string, item: string) => {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
};
const feedSays = (page: Page, sentence: string) =>
  page.getByRole('article').filter({ hasText: sentence }).first().waitFor({ timeout: WITHIN_MS });

test('somebody is invited, chooses a password, gets another role, and loses access while looking', async () => {
  const ada = await openPage(browser);
  await signInOnPage(ada.page, stack.url, 'ada.admin', PASSWORD);
  await ada.page.goto(`${stack.url}/users?new=1`);
  await dialog(ada.page).getByLabel('Name', { exact: true }).fill('Nía New');
  await dialog(ada.page).getByLabel('E-mail').fill('ada.admin@example.com');
  await expect.poll(() => dialog(ada.page).getByLabel('User name').inputValue()).toBe('nia.new');
  await dialog(ada.page).getByRole('button', { name: 'Invite', exact: true }).click();
  await dialog(ada.page).getByText('Is taken already').waitFor();
  expect(await dialog(ada.page).getByLabel('Name', { exact: true }).inputValue()).toBe('Nía New');
  await dialog(ada.page).getByLabel('E-mail').fill('nia@example.com');
  await dialog(ada.page).getByRole('button', { name: 'Invite', exact: true }).click();
  const first = await dialog(ada.page).getByLabel('Invitation link').inputValue();
  await dialog(ada.page).getByText('No mail server is set up').waitFor();
  expect(await seriousFindings(ada.page)).toEqual([]);
  await dialog(ada.page).getByRole('button', { name: 'Done' }).click();
  await dialog(ada.page).waitFor({ state: 'detached' });
  await statusOf(ada.page, 'Nía New', 'Invited').waitFor();

  await choose(ada.page, 'Nía New', 'New invitation link');
  await dialog(ada.page).getByRole('button', { name: 'Make a new link' }).click();
  const link = await dialog(ada.page).getByLabel('Invitation link').inputValue();
  await dialog(ada.page).getByRole('button', { name: 'Done' }).click();
  await dialog(ada.page).waitFor({ state: 'detached' });

  const nia = await openPage(browser);
  await nia.page.goto(first);
  await nia.page.getByRole('heading', { name: 'This invitation does not work' }).waitFor();
  await nia.page.goto('about:blank');
  await nia.page.goto(link);
  await nia.page.getByRole('heading', { name: 'Welcome, Nía New' }).waitFor();
  expect(await seriousFindings(nia.page)).toEqual([]);
  await nia.page.getByLabel('New password', { exact: true }).fill('short');
  await nia.page.getByRole('button', { name: 'Set password and sign in' }).click();
  await nia.page.getByText('Must have at least 8 characters').waitFor();
  await nia.page.getByLabel('New password', { exact: true }).fill('my own password');
  await nia.page.getByRole('button', { name: 'Set password and sign in' }).click();
  await nia.page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  expect(await nia.page.getByRole('link', { name: 'Users' }).count()).toBe(0);

  await statusOf(ada.page, 'Nía New', 'Active').waitFor({ timeout: WITHIN_MS });
  await choose(ada.page, 'Nía New', 'Edit');
  await dialog(ada.page).getByLabel('Role').selectOption('Administrator');
  await dialog(ada.page).getByRole('button', { name: 'Save' }).click();
  await statusOf(ada.page, 'Nía New', 'Administrator').waitFor();
  await nia.page.reload();
  await nia.page.getByRole('link', { name: 'Users' }).click();
  await rowOf(nia.page, 'Ada Admin').waitFor();

  await choose(ada.page, 'Nía New', 'Deactivate');
  await dialog(ada.page).getByRole('button', { name: 'Deactivate', exact: true }).click();
  await statusOf(ada.page, 'Nía New', 'Deactivated').waitFor();
  // Without a click: the page hears of it by losing its live stream.
  await nia.page.getByRole('button', { name: 'Sign in' }).waitFor({ timeout: WITHIN_MS });

  await ada.page.getByRole('link', { name: 'Dashboard', exact: true }).click();
  for (const sentence of [
    'Created user "Nía New"',
    'Renewed the invitation of user "Nía New"',
    'Accepted the invitation of user "Nía New"',
    'Changed the role of user "Nía New" from member to admin',
    'Deactivated user "Nía New"',
  ])
    await feedSays(ada.page, sentence);
  const mia = await openPage(browser);
  await signInOnPage(mia.page, stack.url, 'mia.member', PASSWORD);
  expect(await mia.page.getByRole('article').filter({ hasText: 'Nía' }).count()).toBe(0);
  // The console names the answers: 409 to an address that is taken, 404 to a link that ended, 400, and 401 in the end.
  const complaints = [...ada.complaints, ...nia.complaints, ...mia.complaints];
  expect(complaints.filter((text) => !/40[0149]/.test(text))).toEqual([]);
  for (const { context } of [ada, nia, mia]) await context.close();
});

test.each(['light', 'dark'] as const)(
  'the pages of an invitation pass for everybody in %s',
  async (colorScheme) => {
    const { page, context } = await openPage(browser, { width: 390, colorScheme });
    await page.goto(`${stack.url}/invitation#nothing`);
    await page.getByRole('heading', { name: 'This invitation does not work' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    await page.getByRole('link', { name: 'Go to the sign-in' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await context.close();
  },
);

test('a zone and a language change every date and word', async () => {
  const { page, context, complaints } = await openPage(browser);
  await signInOnPage(page, stack.url, 'mia.member', PASSWORD);
  await page.getByRole('button', { name: 'User menu of Mia Member' }).click();
  await page.getByRole('menuitem', { name: 'Profile' }).click();
  await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor();
  await page.getByLabel('Name', { exact: true }).fill('Mia M. Member');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'User menu of Mia M. Member' }).waitFor();

  const pick = async (label: string, typed: string, option: string) => {
    const select = page.getByRole('combobox', { name: label });
    await select.click();
    await select.fill(typed);
    await page.getByRole('option', { name: option }).click();
  };
  await pick('Time zone', 'Kathm', 'Asia/Kathmandu (UTC+05:45)');
  await pick('Language and region', 'Österr', 'Deutsch (Österreich)');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { level: 1, name: 'Profil' }).waitFor();
  await page.getByText('Das Profil ist gespeichert').waitFor();
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('de-AT');
  await expect
    .poll(() => page.getByRole('combobox', { name: 'Zeitzone' }).inputValue())
    .toContain('UTC+05:45');
  expect(await seriousFindings(page)).toEqual([]);

  // From 9:00 to 10:00 in Kathmandu is from 3:15 to 4:15 UTC.
  await page.goto(`${stack.url}/time?date=2026-01-06`);
  await page
    .getByRole('heading', { level: 2, name: /5\. bis 11\. Jänner 2026|5\.\s*–\s*11\. Jänner 2026/ })
    .waitFor();
  await page.getByRole('button', { name: 'Eintrag am Dienstag, 6. Jänner hinzufügen' }).click();
  await dialog(page).getByRole('combobox', { name: 'Projekt' }).click();
  await page.getByRole('option', { name: 'New Website' }).click();
  await dialog(page).getByLabel('Von', { exact: true }).fill('9');
  await dialog(page).getByLabel('Bis', { exact: true }).fill('10');
  await dialog(page).getByRole('button', { name: 'Eintrag hinzufügen' }).click();
  await page.getByRole('button', { name: 'New Website, 09:00 bis 10:00, 1:00 h' }).waitFor();
  const [entry] = await stack.db.em.execute<{ started_at: Date }[]>(
    `select started_at from time_entries order by id desc limit 1`,
  );
  expect(new Date(entry?.started_at ?? 0).toISOString()).toBe('2026-01-06T03:15:00.000Z');
  await page.getByRole('link', { name: 'Übersicht', exact: true }).click();
  await feedSays(page, 'Zeiteintrag „New Website“ erstellt');
  expect(complaints).toEqual([]);
  await context.close();
});

test('a password is changed by whoever knows the old one, and other browsers are signed out', async () => {
  await stack.createUser('pia.password');
  const here = await openPage(browser);
  const there = await openPage(browser);
  for (const { page } of [here, there]) await signInOnPage(page, stack.url, 'pia.password', PASSWORD);
  const { page } = here;
  await page.goto(`${stack.url}/profile`);
  const sessions = page.getByRole('region', { name: 'Where you are signed in' });
  await sessions.getByText('This browser').waitFor();
  await expect.poll(() => sessions.getByRole('listitem').count()).toBe(2);
  const change = async (current: string) => {
    await page.getByLabel('Current password').fill(current);
    await page.getByLabel('New password').fill('another good password');
    await page.getByRole('button', { name: 'Change password' }).click();
  };
  await change('not it at all');
  await page.getByText('This is not your current password').waitFor();
  expect(await page.getByLabel('New password').inputValue()).toBe('another good password');
  await change(PASSWORD);
  await page.getByText('Your password is changed').waitFor();
  await sessions.getByRole('listitem').nth(1).waitFor({ state: 'detached' });
  await there.page.reload();
  await there.page.getByRole('button', { name: 'Sign in' }).waitFor();
  await signInOnPage(there.page, stack.url, 'pia.password', 'another good password');

  await page.reload();
  await sessions.getByRole('button', { name: /^Sign out Chrome/ }).click();
  await sessions.getByRole('listitem').nth(1).waitFor({ state: 'detached' });
  await there.page.reload();
  await there.page.getByRole('button', { name: 'Sign in' }).waitFor();
  for (const { context } of [here, there]) await context.close();
});

test('somebody is forgotten, after a look at what that changes, and the report is there to download', async () => {
  await stack.createUser('anna.berg');
  await stack.createProject('Site of Anna Berg');
  for (const width of [390, 1_440]) {
    const { page } = await openPage(browser, { width, colorScheme: width === 390 ? 'dark' : 'light' });
    await signInOnPage(page, stack.url, 'ada.admin', PASSWORD);
    await page.goto(`${stack.url}/users`);
    await page.getByRole('button', { name: 'Actions for Anna Berg' }).click();
    await page.getByRole('menu').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await choose(page, 'Anna Berg', 'Anonymize');
    await dialog(page).getByRole('row', { name: 'Projects 1' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    if (width === 1_440) {
      await dialog(page).getByLabel('Reason').fill('Asked for it');
      await dialog(page).getByLabel('I know that this cannot be undone').check();
      await dialog(page).getByRole('button', { name: 'Anonymize' }).click();
      await dialog(page).getByText('The person is anonymized.').waitFor();
      await dialog(page).getByRole('link', { name: 'Download report' }).waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await dialog(page).getByRole('button', { name: 'Close', exact: true }).last().click();
      await statusOf(page, 'Deleted User #', 'Anonymized').waitFor();
    }
    await page.close();
  }
});
