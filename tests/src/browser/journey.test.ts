import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, type Stack, startStack } from '../stack.ts';
import { launchBrowser, openPage, signInOnPage } from './browser.ts';

let stack: Stack;
let browser: Browser;
let project: number;
const WITHIN_MS = 1_000;

beforeAll(async () => {
  stack = await startStack('postgres');
  browser = await launchBrowser();
  await stack.createUser('ada.admin', 'admin');
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

test('a project and a timer appear in the widget within a second, and only for those with access', async () => {
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
  await item('Created project "New Website"').waitFor({ timeout: WITHIN_MS });
  await tab.close();

  await mia.page
    .getByRole('combobox', { name: 'Project' })
    .or(mia.page.getByLabel('Project', { exact: true }))
    .first()
    .click();
  await mia.page.getByRole('option', { name: 'New Website' }).click();
  await mia.page.getByRole('button', { name: /^Start/ }).click();
  await item('Started timer on "New Website"').waitFor({ timeout: WITHIN_MS });
  await mia.page.getByRole('button', { name: /^Stop/ }).click();
  await item('Stopped timer on "New Website"').waitFor({ timeout: WITHIN_MS });
  expect(await feed.getByRole('article').count()).toBe(3);

  expect(await otto.page.getByRole('article').count()).toBe(0);
  const [row] = await stack.db.em.execute<{ id: number }[]>(
    `select id from projects where name = 'New Website'`,
  );
  project = row?.id ?? 0;
  await stack.addMember(project, other.id);
  await otto.page
    .getByRole('article')
    .filter({ hasText: 'Stopped timer on "New Website"' })
    .waitFor({ timeout: 5_000 });
  expect(member.id).not.toBe(other.id);
  expect([...mia.complaints, ...otto.complaints]).toEqual([]);
  await mia.context.close();
  await otto.context.close();
});
