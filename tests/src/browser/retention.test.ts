import { sealLog, storeBatch } from '@timetracker/activities';
import { generateSigner, parseSigner } from '@timetracker/log';
import { anEvent } from '@timetracker/shared/testing';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, type Stack, startStack } from '../stack.ts';
import { launchBrowser, openPage, signInOnPage } from './browser.ts';
import { scrollsSideways, seriousFindings } from './serious-findings.ts';

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  stack = await startStack('postgres');
  browser = await launchBrowser();
  const admin = await stack.createUser('ada.admin', 'admin');
  const project_id = await stack.createProject('New Website', [admin.id]);
  const facts = { occurred_at: '2025-03-01T12:00:00.000Z' };
  await storeBatch(stack.db.em, [
    ...Array.from({ length: 3 }, () => anEvent({ ...facts, project_id })),
    ...Array.from({ length: 7 }, () => anEvent({ ...facts, project_id: null })),
  ]);
  const signer = parseSigner(generateSigner('example.com/activity'));
  if (signer) await sealLog(stack.db.em, signer);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

test('an administrator sets a policy, places a hold, and purges what is counted first', async () => {
  const { page, context, complaints } = await openPage(browser, { width: 1_440, colorScheme: 'light' });
  await page.goto(stack.url);
  await signInOnPage(page, stack.url, 'ada.admin', PASSWORD);
  await page.goto(`${stack.url}/retention`);

  await page.getByRole('button', { name: 'Place hold' }).click();
  await page.getByText('Choose a project or a person').waitFor();
  await page.getByRole('button', { name: 'Count first' }).click();
  await page.getByText('Choose a date').waitFor();

  const policies = page.getByRole('region', { name: 'Policies' });
  await policies.getByRole('button', { name: 'Set policy' }).click();
  await policies.getByText('Tasks: kept for 365 days').waitFor();
  await policies.getByRole('button', { name: 'Keep for ever: Tasks' }).click();
  await policies.getByText('Everything is kept for ever.').waitFor();

  const holds = page.getByRole('region', { name: 'Legal holds' });
  await holds.getByRole('combobox', { name: 'Project' }).click();
  await page.getByRole('option', { name: 'New Website' }).click();
  await holds.getByRole('textbox', { name: 'Reason' }).fill('Case 7');
  await holds.getByRole('button', { name: 'Place hold' }).click();
  await holds.getByText('Project New Website').waitFor();

  const purge = page.getByRole('region', { name: 'Purge', exact: true });
  await purge.getByLabel('Happened before').fill('2001-01-01');
  await purge.getByRole('textbox', { name: 'Reason' }).fill('Kept for long enough');
  await purge.getByRole('button', { name: 'Count first' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Nothing is removed').waitFor();
  expect(await dialog.getByRole('button', { name: 'Remove for good' }).count()).toBe(0);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await purge.getByLabel('Happened before').fill('2025-06-01');
  await purge.getByRole('button', { name: 'Count first' }).click();
  await dialog.getByText('7 activities are removed for good').waitFor();
  await dialog.getByText('3 activities stay under a legal hold.').waitFor();
  if (process.env['SCREENSHOTS']) await page.screenshot({ path: `${process.env['SCREENSHOTS']}/purge.png` });
  await dialog.getByRole('button', { name: 'Remove for good' }).click();

  const history = page.getByRole('region', { name: 'Purges' });
  await history.getByText(/^7 activities removed, finished/).waitFor({ timeout: 60_000 });
  if (process.env['SCREENSHOTS'])
    await page.screenshot({ path: `${process.env['SCREENSHOTS']}/page.png`, fullPage: true });
  await history.getByRole('listitem').getByText('Kept for long enough').waitFor();
  await expect
    .poll(() => history.getByText('Purge no. 1 has finished: 7 activities removed').count())
    .toBe(1);
  await page.setViewportSize({ width: 390, height: 900 });
  expect(await seriousFindings(page)).toEqual([]);
  expect(await scrollsSideways(page)).toBe(false);
  expect(complaints).toEqual([]);
  await context.close();
}, 120_000);
