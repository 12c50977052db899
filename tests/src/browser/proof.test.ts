import { sealLog, storeBatch } from '@timetracker/activities';
import { generateSigner, parseSigner } from '@timetracker/log';
import { requestPurge, runPurge } from '@timetracker/privacy';
import { anEvent } from '@timetracker/shared/testing';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD, type Stack, startStack } from '../stack.ts';
import { launchBrowser, openPage, signInOnPage, type WatchedPage } from './browser.ts';
import { scrollsSideways, seriousFindings } from './serious-findings.ts';

let stack: Stack;
let browser: Browser;
let key: string;
let website: number;
let logo: number;
const open: WatchedPage[] = [];

const signer = parseSigner(generateSigner('example.com/activity'));
const seal = async () => (signer ? await sealLog(stack.db.em, signer) : undefined)?.note ?? '';

/** Stores an activity about a task. @returns its number */
async function post(entity_name: string): Promise<number> {
  const response = await fetch(`${stack.url}/api/activities`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', prefer: 'wait=20' },
    body: JSON.stringify({
      action: 'created',
      entity_type: 'task',
      entity_id: 1,
      entity_name,
      project_id: website,
      ip_address: '192.0.2.1',
    }),
  });
  expect(response.status).toBe(201);
  const { activities } = (await response.json()) as { activities: { id: number }[] };
  return activities[0]?.id ?? 0;
}

beforeAll(async () => {
  stack = await startStack('postgres');
  browser = await launchBrowser();
  const admin = await stack.createUser('ada.admin', 'admin');
  const { id } = await stack.createUser('mia.member');
  website = await stack.createProject('New Website', [id]);
  key = await stack.createKey({ user_id: admin.id, scopes: ['activity:write'] });
  for (const name of ['Page 1', 'Page 2', 'Page 3']) await post(name);
  logo = await post('Logo');
  for (const name of ['Page 4', 'Page 5', 'Page 6']) await post(name);
  await seal();
});
afterEach(async () => {
  for (const { context, complaints } of open.splice(0)) {
    expect(complaints).toEqual([]);
    await context.close();
  }
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

async function signedIn(username: string, options: Parameters<typeof openPage>[1] = {}): Promise<Page> {
  const watched = await openPage(browser, options);
  open.push(watched);
  await signInOnPage(watched.page, stack.url, username, PASSWORD);
  return watched.page;
}
async function proofPage(username: string, id = logo, options: Parameters<typeof openPage>[1] = {}) {
  const page = await signedIn(username, options);
  await page.goto(`${stack.url}/activity/${id}/proof`);
  return page;
}
const step = (page: Page, result: 'Holds' | 'Does not hold' | 'Cannot be told', title: string): Locator =>
  page.getByRole('listitem').filter({ hasText: `${result}: ${title}` });
const verdict = (page: Page, text: string) => page.getByRole('status').getByText(text);

const titles = {
  personal: 'Names and texts are what was committed to',
  entry: 'The facts are those of the log’s entry',
  leaf: 'The entry gives the leaf',
  path: 'The leaf leads to the root',
  seal: 'The root is sealed with the log’s key',
};

test('from an activity’s details one comes to its proof, which the browser recomputes from end to end', async () => {
  const page = await signedIn('ada.admin');
  await page.goto(`${stack.url}/activity?q=logo`);
  const row = page.getByRole('article').filter({ hasText: 'Logo' });
  await row.getByRole('button', { name: 'Details' }).click();
  await row.getByRole('link', { name: 'Verify in this browser' }).click();
  await page.getByRole('heading', { level: 1, name: `Proof of activity no. ${logo}` }).waitFor();
  await verdict(page, 'This activity is in the sealed log, unchanged').waitFor();
  for (const title of Object.values(titles)) await step(page, 'Holds', title).waitFor();
  await page.getByText(`Leaf: activity ${logo}`).waitFor();
  await page.locator('pre').getByText('— example.com/activity').waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toMatch(/^checkpoint-\d+\.txt$/);
});

test('a member is told that the public facts alone are proved', async () => {
  const page = await proofPage('mia.member');
  await verdict(page, 'The public facts of this activity are in the sealed log, unchanged').waitFor();
  await step(page, 'Cannot be told', titles.personal).waitFor();
  expect(await page.getByText('192.0.2.1').count()).toBe(0);
});

test('an answer that was tampered with shows where it is wrong, and another look takes it back', async () => {
  const page = await proofPage('ada.admin');
  await verdict(page, 'unchanged').waitFor();
  const answers = '**/api/trpc/**activity.proof**';
  const tampering: [string, (answer: string) => string][] = [
    [titles.personal, (answer) => answer.replaceAll('Logo', 'Lego')],
    [titles.entry, (answer) => answer.replaceAll('"entity_id":1,', '"entity_id":2,')],
    [titles.leaf, (answer) => answer.replace(/"leaf_hash":"....../, '"leaf_hash":"AAAAAA')],
    [titles.path, (answer) => answer.replace(/"path":\["....../, '"path":["AAAAAA')],
    [titles.seal, (answer) => answer.replace(/(— example.com\/activity .{20})../, '$1AA')],
  ];
  for (const [title, change] of tampering) {
    await page.route(answers, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: change(await response.text()) });
    });
    await page.getByRole('button', { name: 'Check again' }).click();
    await step(page, 'Does not hold', title).waitFor();
    await verdict(page, 'This activity is not proved').waitFor();
    await page.unroute(answers);
    await page.getByRole('button', { name: 'Check again' }).click();
    await verdict(page, 'unchanged').waitFor();
  }
});

test('what is not sealed yet appears by itself once it is', async () => {
  const page = await proofPage('mia.member', await post('Just now'));
  await verdict(page, 'Not sealed yet').waitFor();
  await seal();
  await verdict(page, 'unchanged').waitFor();
  // The browser says by itself that a request was refused.
  for (const watched of open) watched.complaints.splice(0);
});

test('a checkpoint that somebody kept is compared with the one of now', async () => {
  await post('Before');
  const kept = await seal();
  const page = await proofPage('mia.member', await post('After'));
  await seal();
  await verdict(page, 'unchanged').waitFor();
  const compare = async (note: string) => {
    await page.getByLabel('Checkpoint', { exact: true }).fill(note);
    await page.getByRole('button', { name: 'Compare' }).click();
  };
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.getByText('Paste a checkpoint first').waitFor();
  await compare(kept);
  await step(page, 'Holds', 'The log has only grown').waitFor();
  await verdict(page, 'Your checkpoint agrees with the log').waitFor();
  await compare(kept.replace(/\n\d+\n/, '\n2\n'));
  await step(page, 'Does not hold', 'Your checkpoint is genuine').waitFor();
  await verdict(page, 'Your checkpoint does not agree with the log').waitFor();
  for (const watched of open) watched.complaints.splice(0);
});

test('an activity that is not there, or not for this person, has no page of proof', async () => {
  const page = await proofPage('mia.member', 1);
  await page.getByRole('heading', { level: 1, name: 'No such activity' }).waitFor();
  for (const watched of open) watched.complaints.splice(0);
});

test('of a purged activity, an administrator sees what took it and that its leaf is still there; others see nothing', async () => {
  const event = anEvent({ project_id: website, occurred_at: '2025-03-01T12:00:00.000Z' });
  const { stored } = await storeBatch(stack.db.em, [event]);
  const purged = stored[0]?.id;
  await seal();
  const { id } = await requestPurge(stack.db.em.fork(), {
    before: '2025-06-01T00:00:00.000Z',
    entity_type: null,
    reason: 'Kept for long enough',
  });
  await runPurge(stack.db.em, id);
  await seal();
  const page = await proofPage('ada.admin', purged);
  await page.getByText('This activity was purged').waitFor();
  await page.getByText('Reason: Kept for long enough').waitFor();
  await verdict(page, 'The leaf of this activity is in the sealed log, unchanged').waitFor();
  await step(page, 'Cannot be told', 'What the activity said').waitFor();
  for (const title of [titles.path, titles.seal]) await step(page, 'Holds', title).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  const other = await proofPage('mia.member', purged);
  await other.getByRole('heading', { level: 1, name: 'No such activity' }).waitFor();
  for (const watched of open) watched.complaints.splice(0);
});

test('administrators see the newest checkpoint and the keys; for others there is no such page', async () => {
  const page = await signedIn('ada.admin');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Audit' }).click();
  await verdict(page, 'The newest checkpoint is genuine').waitFor();
  await page.getByText(signer?.verifier.text ?? '').waitFor();
  const member = await signedIn('mia.member');
  await member.goto(`${stack.url}/audit`);
  await member.getByRole('heading', { level: 1, name: 'Page not found' }).waitFor();
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each([390, 1_440])('at %i px nothing serious is wrong with it', async (width) => {
    const page = await proofPage('ada.admin', logo, { width, colorScheme });
    await verdict(page, 'unchanged').waitFor();
    await page.getByText('Values').first().click();
    const check = async (what: string) => {
      expect(await seriousFindings(page), what).toEqual([]);
      expect(await scrollsSideways(page), what).toBe(false);
    };
    await check('proof');
    await page.getByLabel('Checkpoint', { exact: true }).fill('anything');
    await page.getByRole('button', { name: 'Compare' }).click();
    await verdict(page, 'Your checkpoint does not agree').waitFor();
    await check('comparison');
    await page.goto(`${stack.url}/audit`);
    await verdict(page, 'The newest checkpoint is genuine').waitFor();
    await check('audit');
  });
});
