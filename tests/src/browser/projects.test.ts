import type { AppRouter } from '@timetracker/api/router';
import { createTRPCClient, httpLink } from '@trpc/client';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD, type Stack, signIn, startStack } from '../stack.ts';
import { launchBrowser, openPage, signInOnPage, type WatchedPage } from './browser.ts';
import { scrollsSideways, seriousFindings } from './serious-findings.ts';

/** Several people on several pages, on a machine that does other things as well. */
const JOURNEY_MS = 120_000;

let stack: Stack;
let browser: Browser;
let api: Awaited<ReturnType<typeof apiOf>>;
let mia: number;
const open: WatchedPage[] = [];

const apiOf = async (username: string) => {
  const headers = { cookie: await signIn(stack.url, username), origin: stack.url };
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: `${stack.url}/api/trpc`, headers })] });
};

/** A fresh browser in which somebody has signed in. */
async function signedIn(username: string, options: Parameters<typeof openPage>[1] = {}): Promise<Page> {
  const watched = await openPage(browser, options);
  open.push(watched);
  await signInOnPage(watched.page, stack.url, username, PASSWORD);
  return watched.page;
}

const dialog = (page: Page) => page.getByRole('dialog');
const choose = async (page: Page, project: string, entry: string) => {
  await page.getByRole('button', { name: `Actions for ${project}` }).click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
};

beforeAll(async () => {
  stack = await startStack('postgres');
  browser = await launchBrowser();
  await stack.createUser('ada.admin', 'admin');
  mia = (await stack.createUser('mia.member')).id;
  await stack.createUser('otto.outsider');
  api = await apiOf('ada.admin');
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async () => {
  const complaints = open.flatMap((watched) => watched.complaints);
  await Promise.all(open.map(({ context }) => context.close()));
  open.length = 0;
  // The browser itself names every refused request; which ones are refused is what these tests are about.
  expect(complaints.filter((text) => !text.includes('the server responded with a status of'))).toEqual([]);
});

test('a project lives from its creation to its end, and the feed tells its members, and nobody else', {
  timeout: JOURNEY_MS,
}, async () => {
  await api.clients.create.mutate({ name: 'Harbour Ltd', currency: 'GBP' });
  const otto = await signedIn('otto.outsider');
  const miaFeed = await signedIn('mia.member');
  const said = (text: string) => miaFeed.getByRole('feed').getByText(text, { exact: true }).waitFor();

  const page = await signedIn('ada.admin');
  await page.goto(`${stack.url}/projects?new=1`);
  await dialog(page).getByLabel('Name').fill('Ferry app');
  await dialog(page).getByLabel('Description').fill('Tickets on the phone');
  await dialog(page).getByRole('radio', { name: 'Teal' }).check({ force: true });
  await dialog(page).getByRole('combobox', { name: 'Client' }).click();
  await page.getByRole('option', { name: 'Harbour Ltd' }).click();
  await dialog(page).getByLabel('Hourly rate').fill('1,095.5');
  await dialog(page).getByRole('button', { name: 'Create project' }).click();

  await page.getByRole('heading', { level: 1, name: 'Ferry app' }).waitFor();
  await page.getByText('£1,095.50 per hour').waitFor();
  await page.getByRole('link', { name: 'Harbour Ltd' }).waitFor();
  await choose(page, 'Ferry app', 'Create invoice');
  await dialog(page).waitFor();
  await page.goBack();
  await page.getByRole('tab', { name: 'Members' }).click();
  await page.waitForURL(/[?&]tab=members/);
  await page.getByRole('combobox', { name: 'Add a member' }).click();
  await page.getByRole('option', { name: /Mia Member/ }).click();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await said('Added Mia Member to project "Ferry app"');
  await said('Created project "Ferry app"');

  // From here on the member works on it.
  const own = await signedIn('mia.member');
  await own.getByRole('link', { name: 'Projects' }).click();
  await own.getByRole('link', { name: 'Ferry app' }).click();
  // Its card has a menu of the same name.
  await own.getByRole('heading', { level: 1, name: 'Ferry app' }).waitFor();
  await choose(own, 'Ferry app', 'Archive');
  await said('Archived project "Ferry app"');
  await own.getByText(/^Archived \d/).waitFor();
  await own.goto(`${stack.url}/projects?archived=true`);
  await choose(own, 'Ferry app', 'Unarchive');
  await said('Unarchived project "Ferry app"');
  await own.goto(`${stack.url}/projects`);
  await choose(own, 'Ferry app', 'Delete');
  await dialog(own).getByRole('button', { name: 'Delete project' }).click();
  await said('Deleted project "Ferry app"');
  await own.getByRole('link', { name: 'Ferry app' }).waitFor({ state: 'detached' });

  expect(await otto.getByRole('article').count()).toBe(0);
});

test('members are asked neither for a client nor for a rate', async () => {
  const page = await signedIn('mia.member');
  await page.goto(`${stack.url}/projects?new=1`);
  await dialog(page).getByLabel('Name').waitFor();
  expect(await dialog(page).getByLabel('Client').count()).toBe(0);
  expect(await dialog(page).getByLabel('Hourly rate').count()).toBe(0);
});

test('a rate that is no amount is refused at its field, and what was typed stays', async () => {
  const page = await signedIn('ada.admin');
  await page.goto(`${stack.url}/projects?new=1`);
  await dialog(page).getByLabel('Name').fill('Rates');
  await dialog(page).getByLabel('Hourly rate').fill('95,50');
  await dialog(page).getByRole('button', { name: 'Create project' }).click();
  await dialog(page).getByText('Must be an amount such as 1234.50').waitFor();
  expect(await dialog(page).getByLabel('Hourly rate').inputValue()).toBe('95,50');
  expect(await dialog(page).getByLabel('Name').inputValue()).toBe('Rates');
});

test('archiving is undone from the toast', async () => {
  await stack.createProject('Undo me');
  const page = await signedIn('ada.admin');
  await page.goto(`${stack.url}/projects`);
  await choose(page, 'Undo me', 'Archive');
  await page.getByRole('link', { name: 'Undo me' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByRole('link', { name: 'Undo me' }).waitFor();
  await page.getByText('Project “Undo me” unarchived').waitFor();
});

test('a project with invoices is not deleted, and the page says why', async () => {
  const client = await api.clients.create.mutate({ name: 'Books GmbH' });
  const project = await api.project.create.mutate({ name: 'Bookkeeping', client_id: client.id });
  await api.invoice.create.mutate({ client_id: client.id, project_id: project.id });
  const page = await signedIn('ada.admin');
  await page.goto(`${stack.url}/projects/${project.id}`);
  await choose(page, 'Bookkeeping', 'Delete');
  await dialog(page).getByRole('button', { name: 'Delete project' }).click();
  await dialog(page)
    .getByText('The project cannot be deleted: it has 1 invoice. It can be archived instead.')
    .waitFor();
});

describe('two people change one project', () => {
  const edit = async (page: Page, id: number, name: string) => {
    await page.goto(`${stack.url}/projects/${id}`);
    await choose(page, name, 'Edit');
    await dialog(page).getByLabel('Name').waitFor();
  };
  const save = (page: Page) => dialog(page).getByRole('button', { name: 'Save' }).click();

  test('what each changed elsewhere is kept without a question', async () => {
    const id = await stack.createProject('Quiet', [mia]);
    const page = await signedIn('mia.member');
    await edit(page, id, 'Quiet');
    await api.project.update.mutate({ id, color: 'red' });
    await dialog(page).getByLabel('Description').fill('From the member');
    await save(page);
    await page.getByText('Project “Quiet” updated').waitFor();
    const project = await api.project.get.query({ id });
    expect([project.color, project.description]).toEqual(['red', 'From the member']);
  });

  test('where both changed the same, mine stays when I say so', async () => {
    const id = await stack.createProject('Contested', [mia]);
    const page = await signedIn('mia.member');
    await edit(page, id, 'Contested');
    await api.project.update.mutate({ id, name: 'From Ada' });
    await dialog(page).getByLabel('Name').fill('From Mia');
    await dialog(page).getByLabel('Description').fill('Also mine');
    await save(page);
    const contested = dialog(page).getByRole('group', { name: 'Name' });
    await contested.getByText('From Mia', { exact: true }).waitFor();
    await contested.getByText('From Ada', { exact: true }).waitFor();
    await dialog(page).getByRole('button', { name: 'Keep mine' }).click();
    await page.getByRole('heading', { level: 1, name: 'From Mia' }).waitFor();
    expect((await api.project.get.query({ id })).description).toBe('Also mine');
  });

  test('and theirs when I take it, without losing what else I wrote', async () => {
    const id = await stack.createProject('Contested too', [mia]);
    const page = await signedIn('mia.member');
    await edit(page, id, 'Contested too');
    await api.project.update.mutate({ id, name: 'From Ada' });
    await dialog(page).getByLabel('Name').fill('From Mia');
    await dialog(page).getByLabel('Description').fill('Still mine');
    await save(page);
    await dialog(page).getByRole('button', { name: 'Take theirs' }).click();
    await expect.poll(() => dialog(page).getByLabel('Name').inputValue()).toBe('From Ada');
    await save(page);
    await page.getByText('Project “From Ada” updated').waitFor();
    const project = await api.project.get.query({ id });
    expect([project.name, project.description]).toEqual(['From Ada', 'Still mine']);
  });
});

test('a project that is not one’s own is as good as not there, with a way back', async () => {
  const id = await stack.createProject('Secret');
  const page = await signedIn('otto.outsider');
  await page.goto(`${stack.url}/projects/${id}`);
  await page.getByRole('heading', { level: 1, name: 'This project is not here' }).waitFor();
  await page.getByRole('link', { name: 'Go to all projects' }).click();
  await page.getByRole('heading', { level: 1, name: 'Projects' }).waitFor();
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each([390, 1_440])('at %i px the pages are accessible and as wide as the screen', async (width) => {
    const client = await api.clients.create.mutate({ name: `Client ${colorScheme} ${width}` });
    const { id } = await api.project.create.mutate({
      name: `Well kept ${colorScheme} ${width}`,
      color: 'orange',
      client_id: client.id,
      hourly_rate_cents: 9_000,
    });
    const task = await api.task.create.mutate({ project_id: id, name: 'Plan' });
    await api.timeEntry.create.mutate({
      project_id: id,
      task_id: task.id,
      started_at: new Date(Date.UTC(2026, 0, width % 28, colorScheme === 'dark' ? 8 : 12)).toISOString(),
      ended_at: new Date(Date.UTC(2026, 0, width % 28, colorScheme === 'dark' ? 9 : 13)).toISOString(),
    });
    const page = await signedIn('ada.admin', { width, colorScheme });
    const pages = {
      '/projects': page.getByRole('link', { name: `Well kept ${colorScheme} ${width}` }),
      '/projects?new=1': dialog(page).getByLabel('Hourly rate'),
      [`/projects/${id}?tab=time`]: page.getByText('1:00 h').first(),
      [`/projects/${id}?tab=activity`]: page.getByRole('article').first(),
      [`/projects/${id}?tab=members`]: page.getByRole('combobox', { name: 'Add a member' }),
    };
    for (const [path, sign] of Object.entries(pages)) {
      await page.goto(`${stack.url}${path}`);
      await sign.waitFor();
      expect(await seriousFindings(page), path).toEqual([]);
      expect(await scrollsSideways(page), path).toBe(false);
    }
  });
});
