import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { PASSWORD, type Stack, startStack } from '../stack.ts';
import { launchBrowser, openPage, signInOnPage, type WatchedPage } from './browser.ts';

let stack: Stack;
let browser: Browser;
let ada: WatchedPage;
let page: Page;

beforeAll(async () => {
  stack = await startStack('postgres');
  browser = await launchBrowser();
  await stack.createUser('ada.admin', 'admin');
  await stack.createUser('mia.member');
  await stack.createProject('New Website');
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
beforeEach(async () => {
  ada = await openPage(browser);
  ({ page } = ada);
  await signInOnPage(page, stack.url, 'ada.admin', PASSWORD);
  await page.getByRole('button', { name: 'Search' }).waitFor();
});
afterEach(async () => {
  expect(ada.complaints).toEqual([]);
  await ada.context.close();
});

const palette = () => page.getByRole('dialog', { name: 'Search and commands' });
const heading = (name: string) => page.getByRole('heading', { level: 1, name });
const focused = () => page.evaluate('document.activeElement.textContent');
const labels = () => palette().getByRole('option').allInnerTexts();

test('a page is found by keys alone, and its heading has the focus', async () => {
  await page.keyboard.press('Control+K');
  await palette().getByRole('combobox', { name: 'Search, or type a command' }).fill('proj');
  await page.getByRole('option', { name: 'Projects', exact: false }).first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await heading('Projects').waitFor();
  await palette().waitFor({ state: 'detached' });
  await expect.poll(focused).toBe('Projects');
});

test('the chosen option is the one that a screen reader is told of, whatever the search takes away', async () => {
  await page.keyboard.press('Control+K');
  const search = palette().getByRole('combobox');
  const told = () =>
    page.evaluate(
      `document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.textContent`,
    );
  await expect.poll(told).toMatch(/^Dashboard/);
  await page.keyboard.press('ArrowDown');
  await expect.poll(told).toMatch(/^(?!Dashboard)./);
  await search.fill('new user');
  await expect.poll(told).toBe('New user');
  await search.fill('no such thing');
  await palette().getByText('Nothing found').first().waitFor();
  await expect.poll(() => search.getAttribute('aria-activedescendant')).toBe('');
});

test('Escape closes it, and the focus is back where it was', async () => {
  await page.getByRole('button', { name: 'Search' }).click();
  await palette().getByRole('combobox').waitFor();
  await page.keyboard.press('Escape');
  await palette().waitFor({ state: 'detached' });
  await expect.poll(focused).toMatch(/^Search/);
});

test('a timer is started on a project that was searched for, and stopped', async () => {
  await page.keyboard.press('Control+K');
  await palette().getByRole('combobox').fill('timer website');
  await page.getByRole('option', { name: 'Start timer on “New Website”' }).click();
  await page.getByRole('timer').waitFor();
  await page.keyboard.press('Control+K');
  await page.getByRole('option', { name: 'Stop timer on “New Website”' }).click();
  await page.getByRole('timer').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+K');
  await page.getByRole('option', { name: 'Start timer on “New Website”' }).waitFor();
});

test('letters are shortcuts, except while somebody types', async () => {
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await heading('Projects').waitFor();
  await page.keyboard.press('c');
  await palette().waitFor();
  await expect
    .poll(labels)
    .toSatisfy((all: string[]) => all.length > 0 && all.every((label) => label.startsWith('New ')));
  await palette().getByRole('combobox').pressSequentially('g d?');
  await page.getByText('Nothing found', { exact: true }).first().waitFor();
  await page.keyboard.press('Escape');
  await palette().waitFor({ state: 'detached' });
  expect(new URL(page.url()).pathname).toBe('/projects');
});

test('the shortcuts are listed, and those of letters can be switched off', async () => {
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await help.getByRole('row', { name: 'Projects G then P' }).waitFor();
  await help.getByRole('switch').click();
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'detached' });
  await page.keyboard.press('?');
  await page.keyboard.press('Control+K');
  await palette().waitFor();
  expect(await help.count()).toBe(0);
});

test('a member is not offered what is for administrators', async () => {
  const mia = await openPage(browser);
  await signInOnPage(mia.page, stack.url, 'mia.member', PASSWORD);
  await mia.page.getByRole('button', { name: 'Search' }).click();
  await mia.page.getByRole('option', { name: 'Projects' }).first().waitFor();
  expect(await mia.page.getByRole('option', { name: /user|set aside/i }).count()).toBe(0);
  expect(mia.complaints).toEqual([]);
  await mia.context.close();
});
