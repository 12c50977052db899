import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, type Stack, startStack } from '../stack.ts';
import { launchBrowser, openPage, signInOnPage } from './browser.ts';

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  stack = await startStack('postgres');
  browser = await launchBrowser();
  await stack.createUser('ada.admin', 'admin');
  await stack.createUser('greta.german');
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

const spoken = (page: Page) => page.evaluate('document.documentElement.lang');
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

test('a page speaks the language of the browser, from the sign-in on', async () => {
  const { page, context, complaints } = await openPage(browser, { locale: 'de-AT' });
  await page.goto(stack.url);
  await heading(page, 'Anmelden');
  await page.getByLabel('Benutzername oder E-Mail').fill('ada.admin');
  await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await heading(page, 'Übersicht');
  await expect.poll(() => spoken(page)).toBe('de-AT');
  await page.getByText('Benutzerkonto „Ada Admin“ erstellt').waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test('a language that it does not have is English', async () => {
  const { page, context } = await openPage(browser, { locale: 'fr-FR' });
  await page.goto(stack.url);
  await heading(page, 'Sign in');
  await expect.poll(() => spoken(page)).toBe('en-FR');
  await context.close();
});

test('the language of a person’s profile goes before the browser’s, until they sign out', async () => {
  const { page, context, complaints } = await openPage(browser);
  await signInOnPage(page, stack.url, 'greta.german', PASSWORD);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('option', { name: 'Language: Deutsch' }).click();
  await heading(page, 'Übersicht');
  await expect.poll(() => spoken(page)).toBe('de-GB');
  await page.reload();
  await heading(page, 'Übersicht');
  await page.getByRole('button', { name: 'Benutzermenü von Greta German' }).click();
  await page.getByRole('menuitem', { name: 'Abmelden' }).click();
  await heading(page, 'Sign in');
  await expect.poll(() => spoken(page)).toBe('en-GB');
  await page.getByLabel('User name or e-mail').fill('greta.german');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await heading(page, 'Übersicht');
  expect(complaints).toEqual([]);
  await context.close();
});
