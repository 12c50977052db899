import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOf } from '../client.ts';
import { PASSWORD, type Stack, signIn, startStack } from '../stack.ts';
import { launchBrowser, openPage, signInOnPage } from './browser.ts';
import { scrollsSideways, seriousFindings } from './serious-findings.ts';

let stack: Stack;
let browser: Browser;
let member: number;

beforeAll(async () => {
  stack = await startStack('postgres');
  browser = await launchBrowser();
  await stack.createUser('ada.admin', 'admin');
  member = (await stack.createUser('mia.member')).id;
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

test('an administrator looks at keys and sessions, and ends one of each', async () => {
  const admin = await clientOf(stack, 'ada.admin');
  const { key } = await admin.user.createKey.mutate({
    user_id: member,
    name: 'shell',
    scopes: ['activity:read'],
  });
  await signIn(stack.url, 'mia.member');
  const { page } = await openPage(browser, { width: 390 });
  await signInOnPage(page, stack.url, 'ada.admin', PASSWORD);
  await page.goto(`${stack.url}/security`);
  await page.getByRole('listitem').getByText('Mia Member').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(await scrollsSideways(page)).toBe(false);
  expect(await page.getByRole('button', { name: 'Revoke the key shell' }).boundingBox()).toSatisfy(
    (box: { x: number; width: number } | null) => box !== null && box.x + box.width <= 390,
  );
  await page.setViewportSize({ width: 1_280, height: 900 });
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Revoke the key shell' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
  await page.getByText('There are no API keys.').waitFor();
  const answer = await fetch(`${stack.url}/api/activities`, { headers: { 'x-api-key': key } });
  expect(answer.status).toBe(401);
  await page.getByLabel('Whose sessions?').first().click();
  await page.getByRole('option', { name: 'Mia Member' }).click();
  await page
    .getByRole('button', { name: /^Sign out / })
    .first()
    .click();
  await page.getByText('Signed in nowhere.').waitFor();
  await page.goto(`${stack.url}/activity`);
  await page.getByText('Revoked API key "shell" of "Mia Member"').first().waitFor();
});

test('a member sees and revokes their own keys, and has no page of everybody', async () => {
  await stack.createKey({ user_id: member, scopes: ['activity:read'] });
  const { page } = await openPage(browser, { width: 1_280 });
  await signInOnPage(page, stack.url, 'mia.member', PASSWORD);
  await page.goto(`${stack.url}/profile`);
  await page.getByRole('button', { name: 'Revoke the key test' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Revoke the key test' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
  await page.getByText('There are no API keys.').waitFor();
  await page.goto(`${stack.url}/security`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.getByRole('heading', { name: 'Sessions' }).count()).toBe(0);
});
