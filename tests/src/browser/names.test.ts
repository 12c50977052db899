import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOf } from '../client.ts';
import { PASSWORD, type Stack, startStack } from '../stack.ts';
import { launchBrowser, openPage } from './browser.ts';
import { scrollsSideways, seriousFindings } from './serious-findings.ts';

let stack: Stack;
let browser: Browser;
let project: number;
let task: number;

const HOSTILE = 'Eve \u202egnp.exe\u2069\u2066';
const SHOWN = 'Eve \ufffdgnp.exe\ufffd\ufffd';
/** Whatever turns texts: isolates are what the page puts there itself. */
const TURNING = /[\u202a-\u202e\u2066\u2067]/;

const rename = (username: string, display_name: string) =>
  stack.db.em
    .fork()
    .execute('update users set display_name = ? where username = ?', [display_name, username]);

beforeAll(async () => {
  stack = await startStack('postgres');
  browser = await launchBrowser();
  await stack.createUser('ada.admin', 'admin');
  const people = await Promise.all(
    ['mia.m', 'mia.n', 'eve', 'nobody.seen'].map((name) => stack.createUser(name)),
  );
  const ids = people.map(({ id }) => id);
  project = await stack.createProject('Website', ids);
  const key = await stack.createKey({ user_id: ids[2] ?? 0, scopes: ['activity:write'] });
  for (const username of ['mia.m', 'mia.n', 'eve', 'nobody.seen']) {
    const client = await clientOf(stack, username);
    const made = await client.task.create.mutate({
      project_id: project,
      name: `Task of ${username}`,
      assignee_id: username === 'eve' ? (ids[2] ?? null) : null,
    });
    if (username === 'eve') task = made.id;
    await client.comment.create.mutate({ task_id: task ?? made.id, body: 'Said \u202eso' });
  }
  const posted = await fetch(`${stack.url}/api/activities`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', prefer: 'wait=10' },
    body: JSON.stringify({
      action: 'updated',
      entity_type: 'task',
      entity_id: task,
      project_id: project,
      entity_name: 'Logo \u202eogoL',
      extra_data: {
        changes: { name: { before: '\u202eold', after: 'new\u2066' } },
        excerpt: 'words \u202eof',
      },
    }),
  });
  expect(posted.status).toBe(201);
  await rename('mia.m', 'Mia Meyer');
  await rename('mia.n', 'Міа  Meyer');
  await rename('eve', HOSTILE);
  await rename('nobody.seen', '\u200b\u2060\u3164');
  await stack.db.em
    .fork()
    .execute(`update tasks set name = ?, description = ? where id = ?`, [
      'Logo \u202eogoL',
      'About \u202eit',
      task,
    ]);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

/** Every text and every label of the page that turns what stands beside it. */
const turning = async (page: Page): Promise<string[]> => {
  const said = await page
    .locator('html')
    .evaluateAll((roots: { outerHTML: string }[]) => roots.map(({ outerHTML }) => outerHTML));
  return said.filter((text) => TURNING.test(text));
};

const signedIn = async (options: NonNullable<Parameters<typeof openPage>[1]>) => {
  const { locale = 'en-GB' } = options;
  await stack.db.em.fork().execute('update users set locale = ? where username = ?', [locale, 'ada.admin']);
  const { page } = await openPage(browser, { ...options, locale: 'en-GB' });
  await page.goto(stack.url);
  await page.getByLabel('User name or e-mail').fill('ada.admin');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('article').first().waitFor();
  return page;
};

test.each([
  ['en-GB', 1_440, 'light'],
  ['de-DE', 390, 'dark'],
] as const)('a name that turns texts turns nothing (%s, %i px, %s)', async (locale, width, colorScheme) => {
  const page = await signedIn({ locale, width, colorScheme });
  const paths: [string, string][] = [
    ['/', SHOWN],
    ['/activity', SHOWN],
    [`/projects/${project}`, 'Logo \ufffdogoL'],
    [`/projects/${project}?tab=members`, SHOWN],
    [`/tasks/${task}`, SHOWN],
    ['/users', SHOWN],
    ['/statistics', SHOWN],
  ];
  for (const [path, shown] of paths) {
    await page.goto(`${stack.url}${path}`);
    await page.locator('bdi').filter({ hasText: shown }).locator('visible=true').first().waitFor();
    expect(await turning(page), path).toEqual([]);
    expect(await scrollsSideways(page), path).toBe(false);
  }
  await page.goto(`${stack.url}/activity`);
  const row = page.getByRole('article').filter({ hasText: 'Logo \ufffdogoL' }).first();
  await row.locator('[data-toggle]').click();
  await row.getByRole('table').waitFor();
  expect(await turning(page)).toEqual([]);
  expect(await seriousFindings(page)).toEqual([]);
});

test.each(['en-GB', 'de-DE'])(
  'accounts that look alike show their user names beside (%s)',
  async (locale) => {
    const page = await signedIn({ locale });
    const beside = ['Mia Meyer (mia.m)', 'Міа Meyer (mia.n)', `${SHOWN} (eve)`];
    for (const path of ['/', '/activity', `/projects/${project}?tab=members`, '/users', '/statistics']) {
      await page.goto(`${stack.url}${path}`);
      for (const name of [...beside, 'nobody.seen'])
        await page.getByText(name, { exact: false }).locator('visible=true').first().waitFor();
    }
    await page.goto(`${stack.url}/tasks/${task}`);
    const options = page.getByRole('option').filter({ hasText: /mia\.|eve/ });
    const said = async () =>
      (await options.allInnerTexts()).map((text) =>
        text.replaceAll(/[\u2068\u2069]/g, '').replaceAll(/\s+/g, ' '),
      );
    await expect.poll(said, { timeout: 10_000 }).toEqual(expect.arrayContaining(beside));
    await page.getByText(`${SHOWN} (eve)`).locator('visible=true').first().waitFor();
    await page.goto(`${stack.url}/activity`);
    await page.getByRole('button', { name: locale === 'en-GB' ? 'People' : 'Personen' }).click();
    for (const name of beside) await page.getByRole('option').filter({ hasText: name }).waitFor();
  },
);

test('a card that is carried, a view and what was set aside turn nothing either', async () => {
  const em = stack.db.em.fork();
  await em.execute(
    `insert into activity_set_aside (event_id, reason, detail, payload)
     values ('one', 'invalid', ?, ?), ('two', 'invalid', 'second', ?)`,
    ['said \u202eso', JSON.stringify({ entity_name: 'Logo \u202eogoL' }), 'no JSON \u202eat all'],
  );
  await em.execute(
    `insert into saved_views (user_id, name, filters, shared)
     select id, 'Of ' || username, '{}', true from users where username in ('mia.m', 'eve')`,
  );
  const page = await signedIn({});
  await page.goto(`${stack.url}/set-aside`);
  for (const summary of [page.locator('summary').first(), page.locator('summary').last()])
    await summary.click();
  await page.getByText('"Logo \\u202eogoL"').waitFor();
  await page.getByText('no JSON \ufffdat all').waitFor();
  await page.getByText('said \ufffdso').waitFor();
  expect(await turning(page)).toEqual([]);

  await page.goto(`${stack.url}/activity`);
  const titleOf = async (name: string) =>
    (await page.getByRole('link', { name }).getAttribute('title'))?.replaceAll(/[\u2068\u2069]/g, '');
  await page.getByRole('link', { name: 'Shared Of mia.m' }).waitFor();
  await expect.poll(() => titleOf('Shared Of mia.m')).toBe('Shared by Mia Meyer (mia.m)');
  await expect.poll(() => titleOf('Shared Of eve')).toBe(`Shared by ${SHOWN} (eve)`);

  await page.goto(`${stack.url}/projects/${project}`);
  await page.getByRole('button', { name: /^Drag .*Logo \ufffdogoL/ }).focus();
  await page.keyboard.press('Space');
  await page
    .locator('[id^=DndLiveRegion]')
    .filter({ hasText: 'Logo \ufffdogoL' })
    .waitFor({ state: 'attached' });
  expect(await turning(page)).toEqual([]);
});
