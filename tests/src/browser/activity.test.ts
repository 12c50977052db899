import type { AppRouter } from '@timetracker/api/router';
import { createTRPCClient, httpLink } from '@trpc/client';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD, type Stack, signIn, startStack } from '../stack.ts';
import { launchBrowser, openPage, signInOnPage, type WatchedPage } from './browser.ts';
import { scrollsSideways, seriousFindings } from './serious-findings.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** More than one load of the feed. */
const STEPS = 130;
/** The machine may be busy with other tests. */
const SOON = { timeout: 20_000 };

let stack: Stack;
let browser: Browser;
let key: string;
let website: number;
let ids: { mia: number; otto: number };
const open: WatchedPage[] = [];

/** So many days before today, at an hour of UTC; the browser's zone is UTC as well. */
const ago = (days: number, hour: number, minute = 0) => {
  const midnight = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  return new Date(midnight - days * DAY_MS + hour * 60 * MINUTE_MS + minute * MINUTE_MS).toISOString();
};
const dayAgo = (days: number) => ago(days, 0).slice(0, 10);

const post = async (activities: Record<string, unknown>[]) => {
  const response = await fetch(`${stack.url}/api/activities`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', prefer: 'wait=20' },
    body: JSON.stringify({ activities }),
  });
  expect(response.status, await response.clone().text()).toBe(201);
};
const apiOf = async (username: string) => {
  const headers = { cookie: await signIn(stack.url, username), origin: stack.url };
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: `${stack.url}/api/trpc`, headers })] });
};

beforeAll(async () => {
  stack = await startStack('postgres');
  browser = await launchBrowser();
  const admin = await stack.createUser('ada.admin', 'admin');
  ids = {
    mia: (await stack.createUser('mia.member')).id,
    otto: (await stack.createUser('otto.other')).id,
  };
  key = await stack.createKey({ user_id: admin.id, scopes: ['activity:write'] });
  website = await stack.createProject('New Website', [ids.mia]);
  const people = [ids.mia, ids.otto];
  const steps = Array.from({ length: STEPS }, (_, index) => ({
    user_id: people[index % 2],
    action: 'completed',
    entity_type: 'task',
    entity_id: 5_000 + index,
    entity_name: `Step ${index}`,
    created_at: ago(5 + Math.floor(index / 30), 20, -index % 30),
  }));
  const run = Array.from({ length: 5 }, (_, index) => ({
    user_id: ids.mia,
    action: 'updated',
    entity_type: 'task',
    entity_id: 4_000 + index,
    entity_name: `Page ${index}`,
    project_id: website,
    created_at: ago(3, 10, index * 5),
  }));
  const invoices = [ids.mia, ids.otto].map((user_id, index) => ({
    user_id,
    action: 'sent',
    entity_type: 'invoice',
    entity_id: 300 + index,
    entity_name: `2026-00${index}`,
    extra_data: { old_status: 'draft', new_status: 'sent', total_cents: 119_000, currency: 'EUR' },
    created_at: ago(2, 9 + index),
  }));
  await post([...steps, ...run, ...invoices]);
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

/** The Activity page as somebody sees it. */
async function activityPage(
  username: string,
  search = '',
  options: Parameters<typeof openPage>[1] = {},
): Promise<Page> {
  const watched = await openPage(browser, options);
  open.push(watched);
  await signInOnPage(watched.page, stack.url, username, PASSWORD);
  await watched.page.goto(`${stack.url}/activity${search}`);
  await watched.page.getByRole('heading', { level: 1, name: 'Activity' }).waitFor();
  await watched.page.getByRole('article').first().waitFor();
  return watched.page;
}
const row = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('article').filter({ hasText: text });
/** What the row that has the focus says; nothing while the focus is elsewhere, or within a row. */
const focusedRow = (page: Page) =>
  page.evaluate<string>(
    `document.activeElement?.matches('article') ? document.activeElement.textContent : ''`,
  );
/** Where something is once it is at rest: while the page is scrolled or its rows are measured, it still moves. */
const restingPlace = async (what: Locator) => {
  let last: Awaited<ReturnType<Locator['boundingBox']>> = null;
  await expect
    .poll(async () => {
      const before = last;
      last = await what.boundingBox();
      return [before, last];
    }, SOON)
    .toSatisfy(([before, now]) => before !== null && before?.x === now?.x && before?.y === now?.y);
  return last;
};
const searchOf = (page: Page) => new URL(page.url()).searchParams;
const summary = (page: Page, count: number) =>
  page.getByText(count === 1 ? '1 activity' : `${count} activities`, { exact: true });

test('a filter is in the address: shared it shows the same, and Back takes it away', async () => {
  const page = await activityPage('ada.admin');
  await page.getByRole('button', { name: 'Types' }).click();
  await page.getByRole('option', { name: 'Invoices' }).click();
  await page.keyboard.press('Escape');
  await summary(page, 2).waitFor();
  await page.getByRole('button', { name: 'People' }).click();
  await page.getByRole('option', { name: 'Mia Member' }).click();
  await page.keyboard.press('Escape');
  await summary(page, 1).waitFor();
  await row(page, '"2026-000"').waitFor();
  await expect
    .poll(() => Object.fromEntries(searchOf(page)), SOON)
    .toEqual({ entity_type: 'invoice', user_id: String(ids.mia) });

  const other = await activityPage('ada.admin', new URL(page.url()).search);
  await summary(other, 1).waitFor();
  await other.getByRole('button', { name: 'People: Mia Member' }).waitFor();
  const rest = await other.getByRole('link', { name: 'REST' }).getAttribute('href');
  expect(rest).toBe(`/api/activities?user_id=${ids.mia}&entity_type=invoice`);

  await page.goBack();
  await summary(page, 2).waitFor();
  await page.goBack();
  await row(page, 'Updated 5 tasks in New Website').waitFor();
  await expect.poll(() => searchOf(page).size, SOON).toBe(0);
});

test('a member may narrow the feed to themselves, not to others', async () => {
  const page = await activityPage('mia.member');
  expect(await page.getByRole('button', { name: 'People' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Only mine' }).click();
  await row(page, 'Updated 5 tasks').waitFor();
  await expect.poll(() => searchOf(page).get('user_id'), SOON).toBe(String(ids.mia));
  await page.goto(`${stack.url}/activity?user_id=${ids.otto}`);
  await page.getByText('Only administrators may filter by another user').waitFor();
  // The browser says by itself that a request was refused.
  for (const watched of open) watched.complaints.splice(0);
});

test('the search completes keys and values by keyboard, and says what it does not understand', async () => {
  const page = await activityPage('ada.admin');
  const box = page.getByRole('combobox', { name: 'Search activities' });
  await box.focus();
  await page.keyboard.type('-us');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('mi');
  await page.getByRole('option', { name: 'Mia Member' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => box.inputValue(), SOON).toBe('-user:mia.member ');
  await page.keyboard.type('invo');
  await page.getByRole('option', { name: 'type:invoice' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await summary(page, 1).waitFor();
  await row(page, 'Otto Other').waitFor();
  await expect.poll(() => searchOf(page).get('q'), SOON).toBe('-user:mia.member type:invoice');

  await box.fill('project:new');
  await page.getByRole('option', { name: 'New Website' }).click();
  await expect.poll(() => box.inputValue(), SOON).toBe(`project:${website} `);

  await box.fill('type:planet');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await page.getByText(/unknown entity type "planet"; known: project, task/).waitFor();
  for (const watched of open) watched.complaints.splice(0);
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await row(page, 'Updated 5 tasks').waitFor();
});

test('what somebody did five times is one line, which opens and closes', async () => {
  const page = await activityPage('mia.member');
  const run = row(page, 'Updated 5 tasks in New Website');
  const each = row(page, /Updated task "Page \d"/);
  expect(await each.count()).toBe(0);
  await run.getByRole('button', { name: 'Show each of them' }).click();
  await expect.poll(() => each.count(), SOON).toBe(5);
  expect(await each.first().textContent()).toContain('Page 4');
  await run.getByRole('button', { name: 'Show each of them' }).click();
  await expect.poll(() => each.count(), SOON).toBe(0);
});

test('a change shows its fields before and after, links to its task, and knows when that is gone', async () => {
  const mia = await apiOf('mia.member');
  const { id } = await mia.task.create.mutate({ project_id: website, name: 'Logo' });
  await mia.task.update.mutate({ id, name: 'New logo', status: 'in_progress' });
  const page = await activityPage('ada.admin', `?q=logo&entity_type=task`);
  const change = row(page, 'Changed the status of task "New logo"');
  await change.getByText('To do', { exact: true }).waitFor();
  await change.getByText('In progress', { exact: true }).waitFor();
  await change.getByRole('link', { name: 'New logo' }).waitFor();
  expect(await change.getByRole('link', { name: 'New logo' }).getAttribute('href')).toBe(`/tasks/${id}`);
  await change.getByRole('button', { name: 'Details' }).click();
  const fields = change.getByRole('table').getByRole('row');
  await fields.filter({ hasText: 'Name' }).filter({ hasText: 'New logo' }).waitFor();
  expect(await fields.filter({ hasText: 'Status' }).textContent()).toBe('StatusTo doIn progress');
  await change.getByText('127.0.0.1').waitFor();

  await mia.task.delete.mutate({ id });
  await change.getByText('(deleted)').waitFor();
  expect(await change.getByRole('link', { name: 'New logo' }).count()).toBe(0);
  await row(page, 'Deleted task "New logo"').waitFor();

  const member = await activityPage('mia.member', `?q=logo&entity_type=task`);
  await row(member, 'Changed the status').getByRole('button', { name: 'Details' }).click();
  await row(member, 'Changed the status').getByRole('table').waitFor();
  expect(await member.getByText('IP address').count()).toBe(0);
});

test('what happens while somebody reads waits above; at the top it appears by itself', async () => {
  const page = await activityPage('ada.admin');
  await page.mouse.move(700, 600);
  await page.mouse.wheel(0, 2_000);
  await row(page, 'Step 20').first().waitFor();
  const reading = row(page, /"Step 20"/);
  await reading.scrollIntoViewIfNeeded();
  const before = await restingPlace(reading);
  await post([
    { user_id: ids.otto, action: 'created', entity_type: 'client', entity_id: 900, entity_name: 'Umbrella' },
    { user_id: ids.mia, action: 'created', entity_type: 'client', entity_id: 901, entity_name: 'Initech' },
  ]);
  const pill = page.getByRole('button', { name: '2 new activities' });
  await pill.waitFor();
  expect(await reading.boundingBox()).toEqual(before);
  await pill.click();
  await row(page, 'Created client "Umbrella"').waitFor();
  await expect.poll(() => page.evaluate('window.scrollY'), SOON).toBe(0);
  await post([
    { user_id: ids.otto, action: 'deleted', entity_type: 'client', entity_id: 900, entity_name: 'Umbrella' },
  ]);
  await row(page, 'Deleted client "Umbrella"').waitFor();
});

test('what is new since the last visit is counted, marked, and seen once', async () => {
  const page = await activityPage('mia.member');
  const nav = page.getByRole('navigation', { name: 'Main' });
  await nav.getByRole('link', { name: 'Dashboard' }).click();
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  const otto = await apiOf('ada.admin');
  await otto.task.create.mutate({ project_id: website, name: 'While Mia was away' });
  await nav.getByRole('link', { name: /Activity.*1 new activity/ }).click();
  await page.getByText('New since your last visit').waitFor();
  await expect.poll(() => row(page, 'While Mia was away').getByText('New', { exact: true }).count()).toBe(1);
  await expect.poll(() => nav.getByText('1 new activity').count(), SOON).toBe(0);
  await page.reload();
  await row(page, 'While Mia was away').waitFor();
  expect(await page.getByText('New since your last visit').count()).toBe(0);
});

test('an administrator shares a view, and a member sees in it what they may see', async () => {
  const page = await activityPage('ada.admin', '?entity_type=invoice');
  await summary(page, 2).waitFor();
  await page.getByRole('button', { name: 'Save view' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Invoices sent');
  await dialog.getByLabel('Share with everybody').check();
  await dialog.getByRole('button', { name: 'Save view' }).click();
  const tab = page.getByRole('link', { name: 'Invoices sent' });
  await tab.waitFor();
  await expect.poll(() => tab.getAttribute('aria-current'), SOON).toBe('page');

  const member = await activityPage('mia.member');
  await member.getByRole('link', { name: 'Invoices sent' }).click();
  await summary(member, 1).waitFor();
  await row(member, '"2026-000"').waitFor();
  expect(await member.getByRole('button', { name: /Actions for view/ }).count()).toBe(0);

  await page.getByRole('button', { name: 'Actions for view Invoices sent' }).click();
  await page.getByRole('menuitem', { name: 'Rename or share' }).click();
  await dialog.getByLabel('Name').fill('Bills');
  await dialog.getByRole('button', { name: 'Save view' }).click();
  await page.getByRole('link', { name: 'Bills' }).waitFor();
  await page.getByRole('button', { name: 'Actions for view Bills' }).click();
  await page.getByRole('menuitem', { name: 'Delete view' }).click();
  await dialog.getByRole('button', { name: 'Delete view' }).click();
  await row(page, 'Updated 5 tasks').waitFor();
  await page.getByRole('link', { name: 'Bills' }).waitFor({ state: 'detached' });
});

test('a jump to a date leads there, and from there in both directions', async () => {
  const page = await activityPage('ada.admin');
  await page.getByRole('button', { name: 'Jump to date' }).click();
  await page.getByLabel('Date', { exact: true }).fill(dayAgo(6));
  await page.getByRole('button', { name: 'Go' }).click();
  await expect.poll(() => page.getByRole('article').first().textContent(), SOON).toContain('"Step 30"');
  await expect.poll(() => searchOf(page).get('at'), SOON).toBe(dayAgo(6));
  expect(await row(page, '"Step 29"').count()).toBe(0);
  await page.getByRole('button', { name: 'Show newer' }).click();
  await row(page, '"Step 29"').waitFor();
  await page.getByRole('button', { name: 'Back to now' }).click();
  await row(page, 'Updated 5 tasks').waitFor();
  await expect.poll(() => searchOf(page).has('at'), SOON).toBe(false);
});

test('the feed is read to its end without a page number, and page by page', async () => {
  const page = await activityPage('ada.admin', `?entity_type=task&q=step`);
  await summary(page, STEPS).waitFor();
  await row(page, '"Step 0"').waitFor();
  expect(await page.getByRole('article').count()).toBeLessThan(STEPS);
  const end = page.getByText('This is where it all began.');
  await expect
    .poll(async () => {
      await page.keyboard.press('End');
      return end.count();
    }, SOON)
    .toBe(1);
  await end.scrollIntoViewIfNeeded();
  await row(page, `"Step ${STEPS - 1}"`).waitFor();

  await page.getByRole('link', { name: 'Page by page' }).click();
  await page.getByText('Page 1 of 3').waitFor();
  await page.getByRole('link', { name: 'Older' }).click();
  await page.getByText('Page 2 of 3').waitFor();
  await expect.poll(() => searchOf(page).get('page'), SOON).toBe('2');
  await row(page, '"Step 50"').waitFor();
  await page.getByRole('link', { name: 'Without pages' }).click();
  await row(page, '"Step 0"').waitFor();
});

test('by keyboard alone one finds, opens and follows an activity', async () => {
  const page = await activityPage('ada.admin', '?entity_type=task&q=step');
  const focused = () => focusedRow(page);
  const order = await page.getByRole('article').evaluateAll((all) => all.map((one) => one.textContent));
  await page.keyboard.press('j');
  await expect.poll(focused, SOON).toContain('Step 0');
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused, SOON).toBe(order[2]);
  await page.keyboard.press('k');
  await expect.poll(focused, SOON).toBe(order[1]);
  await page.keyboard.press('Enter');
  await page.getByRole('article').nth(1).getByText('Came from').waitFor();
  await expect.poll(focused, SOON).toContain('Came from');
  await page.keyboard.press('Enter');
  await expect.poll(focused, SOON).toBe(order[1]);
  await page.keyboard.press('End');
  await expect.poll(focused, SOON).toContain(`Step 49`);
  await page.keyboard.press('PageDown');
  await page.keyboard.press('Home');
  await expect.poll(focused, SOON).toContain('Step 0');
  await page.keyboard.press('Tab');
  await expect.poll(() => page.evaluate('document.activeElement?.tagName'), SOON).toBe('BUTTON');
});

test('no press of a key is lost, however quickly one follows another', async () => {
  const page = await activityPage('ada.admin', '?entity_type=task&q=step');
  const order = await page.getByRole('article').evaluateAll((all) => all.map((one) => one.textContent));
  /** All in one go: no frame is drawn between them. */
  const pressAtOnce = (...keys: string[]) =>
    page.evaluate(`for (const key of ${JSON.stringify(keys)})
      document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))`);
  await pressAtOnce('j', 'j', 'ArrowDown', 'j', 'k');
  await expect.poll(() => focusedRow(page), SOON).toBe(order[2]);
  await pressAtOnce('End', 'Home', 'j');
  await expect.poll(() => focusedRow(page), SOON).toBe(order[1]);
  await pressAtOnce('j', 'Enter', 'j');
  await expect.poll(() => focusedRow(page), SOON).toBe(order[3]);
  await page.getByRole('article').nth(2).getByText('Came from').waitFor();
});

test('the page of a project tells what happens in it, as it happens', async () => {
  const page = await activityPage('mia.member');
  await page.goto(`${stack.url}/projects/${website}?tab=activity`);
  await row(page, 'Updated 5 tasks').waitFor();
  expect(await row(page, 'Step').count()).toBe(0);
  const ada = await apiOf('ada.admin');
  const { id } = await ada.task.create.mutate({ project_id: website, name: 'Seen from the project' });
  const created = row(page, 'Created task "Seen from the project"');
  await created.getByRole('link', { name: 'Seen from the project' }).waitFor();
  await created.getByRole('button', { name: 'Details' }).click();
  await created.getByRole('table').getByRole('row').filter({ hasText: 'Priority' }).waitFor();
  await created.getByRole('link', { name: 'Seen from the project' }).click();
  await page.waitForURL(`**/tasks/${id}`);
  await page.getByRole('heading', { level: 1, name: 'Seen from the project' }).waitFor();
  await row(page, 'Created task').waitFor();
  await expect.poll(() => page.getByRole('article').count()).toBe(1);
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each([390, 1_440])('at %i px nothing serious is wrong with it', async (width) => {
    const page = await activityPage('ada.admin', '', { width, colorScheme });
    const check = async (what: string) => {
      expect(await seriousFindings(page), what).toEqual([]);
      expect(await scrollsSideways(page), what).toBe(false);
    };
    await check('the feed');
    await row(page, 'Sent invoice "2026-000"').getByRole('button', { name: 'Details' }).click();
    await page.getByText('IP address').waitFor();
    await row(page, 'Updated 5 tasks').getByRole('button', { name: 'Show each of them' }).click();
    await row(page, 'Updated task "Page 0"').waitFor();
    await check('opened rows');
    await page.getByRole('combobox', { name: 'Search activities' }).click();
    await page.getByRole('option').first().waitFor();
    await check('completions');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'People' }).click();
    await page.getByRole('option').first().waitFor();
    await check('a filter');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Dates' }).click();
    await page.getByLabel('From', { exact: true }).waitFor();
    await check('dates');
  });
});
