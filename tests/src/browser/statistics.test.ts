import { sealLog } from '@timetracker/activities';
import { generateSigner, parseSigner } from '@timetracker/log';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clientOf } from '../client.ts';
import { PASSWORD, type Stack, startStack } from '../stack.ts';
import { launchBrowser, openPage, signInOnPage, type WatchedPage } from './browser.ts';
import { scrollsSideways, seriousFindings } from './serious-findings.ts';

let stack: Stack;
let browser: Browser;
let key: string;
let website: number;
let mia: number;
const open: WatchedPage[] = [];

/** A window of known numbers, long past: nothing else happens in it. */
const MARCH = '/statistics?start_date=2025-03-03&end_date=2025-03-09';

/** Browsers differ in the comma. */
const TUESDAY = 'Tuesday,? 4 March 2025';

const post = async (activities: Record<string, unknown>[]) => {
  const response = await fetch(`${stack.url}/api/activities`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', prefer: 'wait=20' },
    body: JSON.stringify({ activities }),
  });
  expect(response.status, await response.clone().text()).toBe(201);
};
const several = (count: number, parts: Record<string, unknown>) =>
  Array.from({ length: count }, (_, index) => ({
    action: 'updated',
    entity_type: 'task',
    entity_id: 100 + index,
    entity_name: `Logo ${index}`,
    ...parts,
  }));

beforeAll(async () => {
  stack = await startStack('postgres');
  browser = await launchBrowser();
  const admin = await stack.createUser('ada.admin', 'admin');
  mia = (await stack.createUser('mia.member')).id;
  const otto = (await stack.createUser('otto.other')).id;
  key = await stack.createKey({ user_id: admin.id, scopes: ['activity:write'] });
  website = await stack.createProject('New Website', [mia]);
  const hidden = await stack.createProject('Hidden', []);
  await post([
    // Tuesday: of Mia's project. Thursday: of another. The week before: half as much.
    ...several(4, { created_at: '2025-03-04T09:30:00Z', user_id: mia, project_id: website }),
    ...several(3, {
      created_at: '2025-03-04T09:45:00Z',
      user_id: mia,
      entity_type: 'client',
      action: 'created',
    }),
    ...several(5, { created_at: '2025-03-06T14:00:00Z', user_id: otto, project_id: hidden }),
    ...several(6, { created_at: '2025-02-25T09:30:00Z', user_id: otto, project_id: hidden }),
  ]);
});
afterEach(async () => {
  for (const { context } of open.splice(0)) await context.close();
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

const signedIn = async (username: string, options: Parameters<typeof openPage>[1] = {}) => {
  const watched = await openPage(browser, options);
  open.push(watched);
  await signInOnPage(watched.page, stack.url, username, PASSWORD);
  return watched;
};
const goTo = async (page: Page, path: string) => {
  await page.goto(`${stack.url}${path}`);
  await page.getByRole('heading', { level: 1, name: 'Statistics' }).waitFor();
};
const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const link = (page: Page, name: string, title: string | RegExp) =>
  card(page, name).getByRole('link', { name: title });
const feedOf = async (page: Page, total: string) => {
  await page.getByRole('heading', { level: 1, name: 'Activity' }).waitFor();
  await page.getByText(total, { exact: true }).waitFor();
};

describe('an administrator', () => {
  test('sees what was posted, and how it compares with the week before', async () => {
    const { page, complaints } = await signedIn('ada.admin');
    await goTo(page, MARCH);
    await card(page, 'In all').getByRole('link', { name: '12' }).waitFor();
    await card(page, 'In all').getByText('(100% more than in the period before)').first().waitFor();
    await link(page, 'Activities per day', 'Tasks 9').waitFor();
    await link(page, 'Activities per day', 'Clients 3 (none in the period before)').waitFor();
    await card(page, 'Activities per day')
      .getByText(new RegExp(`12 activities. The most: ${TUESDAY}, with 7.`))
      .waitFor();
    await link(page, 'By action', 'Updated').getByText('9', { exact: true }).waitFor();
    await link(page, 'Most active people', 'Mia Member 7').waitFor();
    await link(page, 'Most active people', 'Otto Other 5').waitFor();
    await link(page, 'Most active projects', 'Hidden 5').waitFor();
    await link(page, 'Most active projects', 'New Website 4').waitFor();
    expect(complaints).toEqual([]);
  });

  test('lands behind a bar in the feed of just these activities, and comes back', async () => {
    const { page } = await signedIn('ada.admin');
    await goTo(page, MARCH);
    // The first piece of the first stack: the tasks of Tuesday.
    await page.locator('.recharts-bar-rectangle a').first().click();
    await feedOf(page, '4 activities');
    await page.waitForURL(`${stack.url}/activity?start_date=2025-03-04&end_date=2025-03-04&entity_type=task`);
    await page.goBack();
    await link(page, 'Most active people', 'Otto Other').click();
    await feedOf(page, '5 activities');
    await page.waitForURL(/[?&]user_id=/);
    await page.goBack();
    await link(page, 'Most active projects', 'New Website').click();
    await feedOf(page, '4 activities');
    await page.goBack();
    await link(page, 'By action', 'Created').click();
    await feedOf(page, '3 activities');
    await page.goBack();
    await card(page, 'In all').getByRole('link', { name: '12' }).click();
    await feedOf(page, '12 activities');
  });

  test('reads the chart as a table and finds its links by keyboard', async () => {
    const { page, complaints } = await signedIn('ada.admin');
    await goTo(page, MARCH);
    await card(page, 'Activities per day').getByRole('button', { name: 'Show as table' }).press('Enter');
    const rows = page.getByRole('table').first().getByRole('row');
    await expect.poll(() => rows.count()).toBe(1 + 7);
    expect(await rows.nth(7 - 1).innerText()).toMatch(new RegExp(`${TUESDAY}\\s+7\\s+4\\s+3`));
    await page.getByRole('link', { name: new RegExp(`^3: Clients, ${TUESDAY}$`) }).press('Enter');
    await feedOf(page, '3 activities');
    expect(complaints).toEqual([]);
  });

  test('opens an hour of a weekday into its days by keyboard, and the feed of that very hour', async () => {
    const { page } = await signedIn('ada.admin');
    await goTo(page, MARCH);
    const cell = (name: string) => page.getByRole('grid').getByRole('button', { name });
    await cell('Monday, 09:00–10:00: no activities').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => cell('Tuesday, 09:00–10:00: 7 activities').getAttribute('aria-pressed'))
      .toBe('true');
    await page.getByText('7 activities, on one day.').waitFor();
    await page.getByRole('link', { name: new RegExp(`^${TUESDAY}, 09:00 7$`) }).click();
    await feedOf(page, '7 activities');
  });

  test('chooses dates of their own, which the address keeps, and is told what is wrong with them', async () => {
    const { page } = await signedIn('ada.admin');
    await goTo(page, '/statistics');
    await page.getByText('Other dates').first().click();
    await page.getByLabel('From').fill('2025-03-09');
    await page.getByLabel('To', { exact: true }).fill('2025-03-03');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('Must not be after the last day').waitFor();
    await page.getByLabel('From').fill('2014-03-03');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('Ten years at the most').waitFor();
    await page.getByLabel('From').fill('2025-02-24');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.waitForURL('**/statistics?start_date=2025-02-24&end_date=2025-03-03');
    await card(page, 'In all').getByRole('link', { name: '6' }).waitFor();
    await page.getByText('This year').first().click();
    await page.waitForURL('**/statistics?period=year');
    await card(page, 'Activities per week').or(card(page, 'Activities per day')).waitFor();
  });

  test('is told once when an address asks for too much, and nothing where nothing happened', async () => {
    const { page } = await signedIn('ada.admin');
    await goTo(page, '/statistics?start_date=2001-01-01&end_date=2025-01-01');
    await page.getByText('Ten years at the most').waitFor();
    expect(await page.getByRole('region').count()).toBe(0);
    await page.getByLabel('From').fill('2024-01-01');
    await page.getByLabel('To', { exact: true }).fill('2024-01-31');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    for (const title of ['Activities per day', 'By action', 'Most active people', 'By weekday and hour'])
      await card(page, title).getByText('No activities in this period').waitFor();
  });

  test('sees the numbers grow as things happen', async () => {
    const { page } = await signedIn('ada.admin');
    await goTo(page, '/statistics?days=7');
    await card(page, 'Activities per day')
      .getByText(/activities\. The most/)
      .waitFor();
    await post(several(40, { entity_type: 'invoice', action: 'sent', user_id: mia }));
    await link(page, 'Activities per day', 'Invoices 40').waitFor({ timeout: 20_000 });
    await link(page, 'Most active people', 'Mia Member 40').waitFor();
  });
});

test('a member sees what they may see, and nobody compared', async () => {
  const { page, complaints } = await signedIn('mia.member');
  await goTo(page, MARCH);
  await card(page, 'In all').getByRole('link', { name: '7' }).waitFor();
  await link(page, 'Activities per day', 'Tasks 4').waitFor();
  await link(page, 'Most active projects', 'New Website 4').waitFor();
  expect(await card(page, 'Most active people').count()).toBe(0);
  expect(await page.getByText('Hidden').count()).toBe(0);
  await link(page, 'Activities per day', 'Tasks 4').click();
  await feedOf(page, '4 activities');
  expect(complaints).toEqual([]);
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each([390, 1_440])('at %i px it has no serious findings and no sideways scrolling', async (width) => {
    const { page, complaints } = await signedIn('ada.admin', { width, colorScheme });
    await goTo(page, MARCH);
    await page.locator('.recharts-bar-rectangle a').first().waitFor();
    await page.getByRole('grid').getByRole('button', { name: 'Tuesday, 09:00' }).click();
    await page.getByText('7 activities, on one day.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    await page.getByRole('button', { name: 'Show as table' }).click();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    expect(complaints).toEqual([]);
  });
});

test('what a purge removed is said where it is still counted', async () => {
  const signer = parseSigner(generateSigner('example.com/activity'));
  if (signer) await sealLog(stack.db.em.fork(), signer);
  const admin = await clientOf(stack, 'ada.admin');
  const before = '2025-03-05T00:00:00.000Z';
  await admin.retention.purge.mutate({ before, entity_type: 'task', reason: 'Old', keep_counts: true });
  await expect
    .poll(async () => (await admin.retention.get.query()).purges[0]?.finished_at, { timeout: 60_000 })
    .toEqual(expect.any(String));
  const { page } = await signedIn('ada.admin', { width: 390 });
  await goTo(page, MARCH);
  await card(page, 'In all').getByRole('link', { name: '12' }).waitFor();
  await card(page, 'In all')
    .getByText('Some activities from before 5 Mar 2025 have been removed for good: Tasks.')
    .waitFor();
  expect(await scrollsSideways(page)).toBe(false);
  await goTo(page, '/statistics?start_date=2025-03-20&end_date=2025-03-21');
  await card(page, 'In all').getByText('compared with').waitFor();
  expect(await page.getByText('removed for good').count()).toBe(0);
});
