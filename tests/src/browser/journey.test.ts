import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, type Stack, startStack } from '../stack.ts';
import { launchBrowser, openPage, signInOnPage } from './browser.ts';

let stack: Stack;
let browser: Browser;
let project: number;
/** How fast it is, the benchmark says: here it may share the machine with other tests. */
const SOON = { timeout: 20_000 };

beforeAll(async () => {
  stack = await startStack('postgres');
  browser = await launchBrowser();
  await stack.createUser('ada.admin', 'admin');
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

test('a project and a timer appear in the open widget by themselves, and only for those with access', async () => {
  const member = await stack.createUser('mia.member');
  const mia = await openPage(browser);
  await signInOnPage(mia.page, stack.url, 'mia.member', PASSWORD);
  const feed = mia.page.getByRole('feed');
  const item = (text: string) => mia.page.getByRole('article').filter({ hasText: text });
  const other = await stack.createUser('otto.outsider');
  const otto = await openPage(browser);
  await signInOnPage(otto.page, stack.url, 'otto.outsider', PASSWORD);

  // Created in another tab: the widget under test stays open and is never reloaded.
  const tab = await mia.context.newPage();
  await tab.goto(`${stack.url}/projects`);
  await tab.getByRole('button', { name: 'New project' }).first().click();
  await tab.getByLabel('Name').fill('New Website');
  await tab.getByRole('button', { name: 'Create' }).click();
  await item('Created project "New Website"').waitFor(SOON);
  await tab.close();

  await mia.page
    .getByRole('combobox', { name: 'Project' })
    .or(mia.page.getByLabel('Project', { exact: true }))
    .first()
    .click();
  await mia.page.getByRole('option', { name: 'New Website' }).click();
  await mia.page.getByRole('button', { name: /^Start/ }).click();
  await item('Started timer on "New Website"').waitFor(SOON);
  await mia.page.getByRole('button', { name: /^Stop/ }).click();
  await item('Stopped timer on "New Website"').waitFor(SOON);
  await expect.poll(() => feed.getByRole('article').count()).toBe(3);

  expect(await otto.page.getByRole('article').count()).toBe(0);
  const [row] = await stack.db.em.execute<{ id: number }[]>(
    `select id from projects where name = 'New Website'`,
  );
  project = row?.id ?? 0;
  await stack.addMember(project, other.id);
  await otto.page.getByRole('article').filter({ hasText: 'Stopped timer on "New Website"' }).waitFor(SOON);
  expect(member.id).not.toBe(other.id);
  expect([...mia.complaints, ...otto.complaints]).toEqual([]);
  await mia.context.close();
  await otto.context.close();
});

test('an open page catches up after the API was away, without reload, gap or duplicate', async () => {
  const admin = await openPage(browser);
  await signInOnPage(admin.page, stack.url, 'ada.admin', PASSWORD);
  const item = (text: string) => admin.page.getByRole('article').filter({ hasText: text });
  await stack.createProject('Before the restart');
  await item('Created project "Before the restart"').waitFor(SOON);
  await stack.stopApi();
  await stack.createProject('During the restart');
  await stack.restartApi();
  await item('Created project "During the restart"').waitFor({ timeout: 40_000 });
  await stack.createProject('After the restart');
  await item('Created project "After the restart"').waitFor({ timeout: 40_000 });
  for (const when of ['Before', 'During', 'After'])
    await expect.poll(() => item(`"${when} the restart"`).count()).toBe(1);
  await admin.context.close();
});

test('a project is renamed, archived, unarchived and deleted on its page, and the feed says so', async () => {
  const admin = await openPage(browser);
  await signInOnPage(admin.page, stack.url, 'ada.admin', PASSWORD);
  await stack.createProject('Brand refresh');
  const { page } = admin;
  await page.getByRole('link', { name: 'Projects' }).click();
  const menu = async (project: string, entry: string) => {
    await page.getByRole('button', { name: `Actions for ${project}` }).click();
    await page.getByRole('menuitem', { name: entry, exact: true }).click();
  };
  await menu('Brand refresh', 'Edit');
  await page.getByLabel('Name').fill('Brand relaunch');
  await page
    .getByRole('button', { name: /save|rename/i })
    .last()
    .click();
  await page.getByText('Brand relaunch').first().waitFor();
  await menu('Brand relaunch', 'Archive');
  await page.getByText('Archived', { exact: true }).first().click();
  await menu('Brand relaunch', 'Unarchive');
  await page.getByText('Active', { exact: true }).first().click();
  await menu('Brand relaunch', 'Delete');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /delete/i })
    .click();
  await page.getByRole('link', { name: 'Dashboard', exact: true }).click();
  const feed = page.getByRole('feed');
  for (const verb of ['Updated', 'Archived', 'Unarchived', 'Deleted']) {
    await feed.getByText(`${verb} project "Brand relaunch"`, { exact: true }).waitFor(SOON);
  }
  expect(admin.complaints).toEqual([]);
  await admin.context.close();
});
