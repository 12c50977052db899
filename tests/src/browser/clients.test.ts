import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Client, clientOf } from '../client.ts';
import { PASSWORD, type Stack, startStack } from '../stack.ts';
import { launchBrowser, openPage, signInOnPage, type WatchedPage } from './browser.ts';
import { scrollsSideways, seriousFindings } from './serious-findings.ts';

const JOURNEY_MS = 120_000;

let stack: Stack;
let browser: Browser;
let admin: Client;
let member: Client;
const open: WatchedPage[] = [];

/** A fresh browser in which somebody has signed in. */
async function signedIn(username: string, options: Parameters<typeof openPage>[1] = {}): Promise<Page> {
  const watched = await openPage(browser, options);
  open.push(watched);
  await signInOnPage(watched.page, stack.url, username, PASSWORD);
  return watched.page;
}

const dialog = (page: Page) => page.getByRole('dialog');
const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const choose = async (page: Page, client: string, entry: string) => {
  await page.getByRole('button', { name: `Actions for ${client}` }).click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
};

/** A client of a project that the member works on. */
const clientOfMember = async (name: string) => {
  const { id } = await admin.clients.create.mutate({ name, contact_name: 'Lena Hafen', city: 'Hamburg' });
  const project = await member.project.create.mutate({ name: `Project for ${name}` });
  await admin.project.update.mutate({ id: project.id, client_id: id, hourly_rate_cents: 9_500 });
  return { id, project_id: project.id };
};

beforeAll(async () => {
  stack = await startStack('postgres');
  browser = await launchBrowser();
  await stack.createUser('ada.admin', 'admin');
  await stack.createUser('mia.member');
  await stack.createUser('otto.outsider');
  admin = await clientOf(stack, 'ada.admin');
  member = await clientOf(stack, 'mia.member');
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

test('a client is created, found, changed and deleted, and the feed of administrators says so', {
  timeout: JOURNEY_MS,
}, async () => {
  const feed = await signedIn('ada.admin');
  const said = (text: string) => feed.getByRole('feed').getByText(text, { exact: true }).waitFor();
  const mia = await signedIn('mia.member');

  const page = await signedIn('ada.admin');
  await page.goto(`${stack.url}/clients?new=1`);
  await dialog(page).getByLabel('Name', { exact: true }).fill('Harbour Ltd');
  await dialog(page).getByLabel('Contact').fill('Tom Ridley');
  await dialog(page).getByLabel('E-mail').fill('not an address');
  await dialog(page).getByLabel('City').fill('Bristol');
  await dialog(page).getByRole('combobox', { name: 'Currency' }).fill('british pou');
  await page.getByRole('option', { name: /GBP/ }).click();
  await dialog(page).getByRole('button', { name: 'Create client' }).click();
  // What was typed stays, and the field says what was expected of it.
  await dialog(page).getByText('Must be an e-mail address').waitFor();
  expect(await dialog(page).getByLabel('City').inputValue()).toBe('Bristol');
  await dialog(page).getByLabel('E-mail').fill('tom@harbour.example');
  await dialog(page).getByRole('button', { name: 'Create client' }).click();

  await title(page, 'Harbour Ltd');
  await page.getByRole('link', { name: 'tom@harbour.example' }).waitFor();
  await said('Created client "Harbour Ltd"');
  await page.getByRole('feed').getByText('Created client "Harbour Ltd"').waitFor();

  await page.getByRole('link', { name: 'Clients' }).first().click();
  await page.getByLabel('Find a client').fill('ridley');
  await page.waitForURL('**/clients?q=ridley');
  await choose(page, 'Harbour Ltd', 'Edit');
  await dialog(page).getByLabel('Name', { exact: true }).fill('Harbour plc');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: 'Harbour plc' }).waitFor();
  await said('Updated client "Harbour plc"');

  await page.getByLabel('Find a client').fill('nobody of this name');
  await page.getByText('No client matches').waitFor();
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await choose(page, 'Harbour plc', 'Delete');
  await dialog(page).getByRole('button', { name: 'Delete client' }).click();
  await said('Deleted client "Harbour plc"');
  await page.getByRole('link', { name: 'Harbour plc' }).waitFor({ state: 'detached' });

  expect(await mia.getByRole('article').count()).toBe(0);
});

test('members look at the clients of their projects; to others these do not exist', {
  timeout: JOURNEY_MS,
}, async () => {
  const { id } = await clientOfMember('Hafen & Söhne');
  const mia = await signedIn('mia.member');
  await mia.getByRole('link', { name: 'Clients' }).click();
  await mia.getByRole('link', { name: 'Hafen & Söhne' }).click();
  await title(mia, 'Hafen & Söhne');
  await mia.getByRole('link', { name: 'Project for Hafen & Söhne' }).waitFor();
  expect(await mia.getByRole('button', { name: /Actions|New/ }).count()).toBe(0);
  await mia.goto(`${stack.url}/clients?new=1`);
  await title(mia, 'Clients');
  expect(await dialog(mia).count()).toBe(0);

  const otto = await signedIn('otto.outsider');
  await otto.goto(`${stack.url}/clients`);
  await otto.getByText('No clients yet').waitFor();
  await otto.goto(`${stack.url}/clients/${id}`);
  await title(otto, 'This client is not here');
});

test('a client with projects is not deleted, and the dialog says why', async () => {
  const { id } = await clientOfMember('Busy Ltd');
  const page = await signedIn('ada.admin');
  await page.goto(`${stack.url}/clients/${id}`);
  await choose(page, 'Busy Ltd', 'Delete');
  await dialog(page).getByRole('button', { name: 'Delete client' }).click();
  await dialog(page)
    .getByText(/it has 1 project\. Move or delete them first/)
    .waitFor();
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await choose(page, 'Busy Ltd', 'New project');
  await title(page, 'Projects');
  await expect
    .poll(() => dialog(page).getByRole('combobox', { name: 'Client' }).inputValue())
    .toBe('Busy Ltd');
});

test('two who change a client at once lose nothing of each other', { timeout: JOURNEY_MS }, async () => {
  const { id } = await clientOfMember('Contested Ltd');
  const page = await signedIn('ada.admin');
  await page.goto(`${stack.url}/clients/${id}`);
  await choose(page, 'Contested Ltd', 'Edit');
  await dialog(page).getByLabel('City').fill('Bremen');
  await dialog(page).getByLabel('Phone').fill('+49 421 1234');
  await admin.clients.update.mutate({ id, city: 'Kiel', country: 'Germany' });
  await dialog(page).getByRole('button', { name: 'Save' }).click();

  const notice = dialog(page).getByRole('region', { name: 'Somebody else changed this' });
  await notice.getByText('Kiel').waitFor();
  await notice.getByText('Bremen').waitFor();
  await notice.getByRole('button', { name: 'Keep mine' }).click();
  await dialog(page).waitFor({ state: 'detached' });
  expect(await admin.clients.get.query({ id })).toMatchObject({
    city: 'Bremen',
    phone: '+49 421 1234',
    country: 'Germany',
  });
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each([390, 1_440])(
    'at %i px the pages have no serious findings and do not scroll sideways',
    { timeout: JOURNEY_MS },
    async (width) => {
      const { id } = await clientOfMember(`Café Morgenrot ${colorScheme} ${width}`);
      const page = await signedIn('ada.admin', { width, colorScheme });
      for (const path of ['/clients', `/clients/${id}`, '/clients?new=1']) {
        await page.goto(`${stack.url}${path}`);
        await page.getByText('Café Morgenrot').first().waitFor();
        if (path.includes('new')) await dialog(page).getByLabel('Country').waitFor();
        expect(await seriousFindings(page), path).toEqual([]);
        expect(await scrollsSideways(page), path).toBe(false);
      }
    },
  );
});
