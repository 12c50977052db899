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
let ada: Awaited<ReturnType<typeof apiOf>>;
let project: number;
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

const newTask = (name: string) => ada.task.create.mutate({ project_id: project, name });
/** The column of the board with this heading. */
const column = (page: Page, name: string) => page.getByRole('list', { name, exact: true });
const cardIn = (page: Page, status: string, name: string) =>
  column(page, status).getByRole('listitem').filter({ hasText: name });

beforeAll(async () => {
  stack = await startStack('postgres');
  browser = await launchBrowser();
  await stack.createUser('ada.admin', 'admin');
  mia = (await stack.createUser('mia.member')).id;
  await stack.createUser('otto.outsider');
  project = await stack.createProject('New Website', [mia]);
  ada = await apiOf('ada.admin');
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
  expect(complaints.filter((text) => !/Failed to load resource/.test(text))).toEqual([]);
});

test('a task goes from its name to done, by keyboard, drag and menu, and is talked about; the feeds tell it', {
  timeout: JOURNEY_MS,
}, async () => {
  const otto = await signedIn('otto.outsider');
  const page = await signedIn('mia.member');
  await page.goto(`${stack.url}/projects/${project}`);
  await page.getByLabel('New task in New Website').fill('Fix sign-in');
  await page.getByLabel('New task in New Website').press('Enter');
  await cardIn(page, 'To do', 'Fix sign-in').waitFor();

  // By keyboard: picked up at its handle, carried one column on, and the focus stays with it.
  await page.getByRole('button', { name: 'Drag Fix sign-in' }).focus();
  await page.keyboard.press('Space');
  await page.getByText('“Fix sign-in” is picked up, over To do where it was.').waitFor({ state: 'attached' });
  // The board listens for arrows from its next timer on.
  await page.evaluate('new Promise((done) => setTimeout(done))');
  await page.keyboard.press('ArrowRight');
  await page.getByText('Over In progress.').waitFor({ state: 'attached' });
  await page.keyboard.press('Space');
  await cardIn(page, 'In progress', 'Fix sign-in').waitFor();
  await page.getByText('Task “Fix sign-in” moved to In progress').waitFor();
  await page.waitForFunction(`document.activeElement?.getAttribute('aria-label') === 'Drag Fix sign-in'`);

  // By drag.
  const card = await cardIn(page, 'In progress', 'Fix sign-in').boundingBox();
  const target = await page.getByRole('heading', { level: 2, name: 'Review' }).boundingBox();
  if (!card || !target) throw new Error('the board is not there');
  await page.mouse.move(card.x + 20, card.y + card.height - 12);
  await page.mouse.down();
  await page.mouse.move(target.x, target.y + 60, { steps: 12 });
  await page.mouse.move(target.x + 30, target.y + 80, { steps: 4 });
  await page.mouse.up();
  await cardIn(page, 'Review', 'Fix sign-in').waitFor();

  // By its menu.
  await page.getByRole('button', { name: 'Move Fix sign-in' }).click();
  await page.getByRole('menuitem', { name: 'Done' }).click();
  await cardIn(page, 'Done', 'Fix sign-in').waitFor();

  await cardIn(page, 'Done', 'Fix sign-in').getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: 'Fix sign-in' }).waitFor();
  await page.getByLabel('Assignee').selectOption('Mia Member');
  await page.getByText('Task “Fix sign-in” assigned to Mia Member').waitFor();
  await page.getByLabel('Write a comment').fill('Works again.');
  await page.getByLabel('Write a comment').press('Control+Enter');
  const comments = page.getByRole('list', { name: 'Comments' });
  await comments.getByText('Works again.').waitFor();
  await page.getByRole('button', { name: 'Edit comment' }).click();
  await page.getByLabel('Edit comment').fill('Works again, everywhere.');
  await page.getByRole('button', { name: 'Save' }).click();
  await comments.getByText('Works again, everywhere.').waitFor();
  await comments.getByText('edited').waitFor();
  await page.getByRole('button', { name: 'Delete comment of Mia Member' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete comment' }).click();
  await page.getByText('Nobody has said anything yet.').waitFor();

  const activity = page.getByRole('region', { name: 'Activity', exact: true });
  for (const facts of [
    ['Created task "Fix sign-in"'],
    ['Changed the status', 'To do', 'In progress'],
    ['Changed the status', 'In progress', 'Review'],
    ['Completed task "Fix sign-in"'],
    ['Assigned task "Fix sign-in" to Mia Member'],
    ['Commented on task "Fix sign-in"'],
  ]) {
    const article = facts.reduce(
      (articles, hasText) => articles.filter({ hasText }),
      activity.getByRole('article'),
    );
    await article.waitFor();
  }
  await page.getByRole('link', { name: 'Dashboard', exact: true }).click();
  for (const sentence of [
    'Created task "Fix sign-in"',
    'Changed the status of task "Fix sign-in" from To do to In progress',
    'Changed the status of task "Fix sign-in" from In progress to Review',
    'Completed task "Fix sign-in"',
    'Assigned task "Fix sign-in" to Mia Member',
    'Commented on task "Fix sign-in"',
    'Updated a comment on task "Fix sign-in"',
    'Deleted a comment on task "Fix sign-in"',
  ])
    await page.getByRole('feed').getByText(sentence, { exact: true }).waitFor();
  expect(await otto.getByRole('article').count()).toBe(0);
});

test('a move is undone with Ctrl+Z, and the list changes a status in place', async () => {
  const { id } = await newTask('Write imprint');
  const page = await signedIn('mia.member');
  await page.goto(`${stack.url}/projects/${project}?view=list&q=imprint`);
  await page.getByLabel('Status of Write imprint').selectOption('Review');
  await page.getByText('Task “Write imprint” moved to Review').waitFor();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+z');
  await page.getByText('Task “Write imprint” moved to To do').waitFor();
  expect((await ada.task.get.query({ id })).status).toBe('todo');
});

test('the timer is started and stopped where one works, and the project counts it', async () => {
  const { id } = await newTask('Timed');
  const page = await signedIn('mia.member');
  await page.goto(`${stack.url}/tasks/${id}`);
  await page.getByRole('button', { name: 'Start timer' }).click();
  await page.getByRole('button', { name: 'Stop timer' }).click();
  await page.getByRole('button', { name: 'Start timer' }).waitFor();
  await page.goto(`${stack.url}/projects/${project}?tab=time`);
  const entries = page.getByRole('region', { name: 'Latest entries' });
  await entries.getByRole('row').filter({ hasText: 'Timed' }).filter({ hasText: 'Mia Member' }).waitFor();
});

test('who moves a task that somebody else has moved is told who and what, and sees it there', async () => {
  const { id } = await newTask('Load test');
  const page = await signedIn('mia.member');
  // Without its stream the page learns of the other change only by its own.
  await page.route('**/api/activities/live', (route) => route.abort());
  await page.goto(`${stack.url}/projects/${project}?q=load`);
  await cardIn(page, 'To do', 'Load test').waitFor();
  await ada.task.update.mutate({ id, status: 'review' });
  await expect
    .poll(async () => (await ada.activity.list.query({ entity_type: ['task'], entity_id: id })).total, {
      timeout: 10_000,
    })
    .toBe(2);
  await page.getByRole('button', { name: 'Move Load test' }).click();
  await page.getByRole('menuitem', { name: 'Cancelled' }).click();
  await page
    .getByText(
      'Ada Admin was faster: Changed the status of task "Load test" from To do to Review. You see the task as it is now.',
    )
    .waitFor();
  await cardIn(page, 'Review', 'Load test').waitFor();
  expect((await ada.task.get.query({ id })).status).toBe('review');
});

describe('two people on one task', () => {
  const start = async (name: string) => {
    const { id } = await newTask(name);
    const [first, second] = [await signedIn('ada.admin'), await signedIn('mia.member')];
    for (const page of [first, second]) {
      await page.goto(`${stack.url}/tasks/${id}`);
      await page.getByRole('heading', { level: 1, name }).waitFor();
    }
    return { id, first, second };
  };
  const edit = (page: Page) => page.getByRole('button', { name: 'Edit', exact: true }).click();
  const save = (page: Page) => page.getByRole('button', { name: 'Save' }).click();

  /** Both have the form open; the first saves a name, then the second another name and a description. */
  const collide = async ({ first, second }: Awaited<ReturnType<typeof start>>) => {
    await edit(first);
    await edit(second);
    await first.getByLabel('Name').fill('From Ada');
    await save(first);
    await first.getByRole('heading', { level: 1, name: 'From Ada' }).waitFor();
    await second.getByLabel('Name').fill('From Mia');
    await second.getByLabel('Description').fill('In two steps');
    await save(second);
    await second.getByText('Somebody else changed this in the meantime').waitFor();
    const contested = second.getByRole('group', { name: 'Name' });
    await contested.getByText('From Ada', { exact: true }).waitFor();
    await contested.getByText('From Mia', { exact: true }).waitFor();
    await expect.poll(() => second.getByRole('group').count()).toBe(1);
  };

  test('what one changes, the other sees without doing anything', async () => {
    const { first, second } = await start('Seen live');
    await edit(first);
    await first.getByLabel('Name').fill('Seen by both');
    await first.getByLabel('Description').fill('At once');
    await save(first);
    await second.getByRole('heading', { level: 1, name: 'Seen by both' }).waitFor();
    await second.getByText('At once').waitFor();
    await first.getByLabel('Priority').selectOption('Urgent');
    await expect.poll(() => second.getByLabel('Priority').inputValue(), { timeout: 10_000 }).toBe('urgent');
  });

  test('“Keep mine” puts mine on top of theirs', async () => {
    const both = await start('Kept');
    await collide(both);
    await both.second.getByRole('button', { name: 'Keep mine' }).click();
    await both.second.getByRole('heading', { level: 1, name: 'From Mia' }).waitFor();
    await both.first.getByRole('heading', { level: 1, name: 'From Mia' }).waitFor();
    expect(await ada.task.get.query({ id: both.id })).toMatchObject({
      name: 'From Mia',
      description: 'In two steps',
    });
  });

  test('“Take theirs” puts theirs into the form, and keeps what only I changed', async () => {
    const both = await start('Taken');
    await collide(both);
    await both.second.getByRole('button', { name: 'Take theirs' }).click();
    await expect.poll(() => both.second.getByLabel('Name').inputValue()).toBe('From Ada');
    expect(await both.second.getByLabel('Description').inputValue()).toBe('In two steps');
    await save(both.second);
    await both.first.getByText('In two steps').waitFor();
    expect(await ada.task.get.query({ id: both.id })).toMatchObject({
      name: 'From Ada',
      description: 'In two steps',
    });
  });

  test('what they changed elsewhere while I wrote is kept, without a question', async () => {
    const { id, first, second } = await start('Side by side');
    await edit(second);
    await second.getByLabel('Description').fill('Written by Mia');
    await first.getByLabel('Status').selectOption('Review');
    await first.getByText('Task “Side by side” moved to Review').waitFor();
    await save(second);
    await second.getByText('Task “Side by side” updated').waitFor();
    expect(await ada.task.get.query({ id })).toMatchObject({
      status: 'review',
      description: 'Written by Mia',
    });
  });
});

test('a task that is deleted while somebody writes leaves them what they wrote', async () => {
  const { id } = await newTask('Under my hands');
  const page = await signedIn('mia.member');
  await page.goto(`${stack.url}/tasks/${id}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByLabel('Description').fill('Hard to write again');
  await ada.task.delete.mutate({ id });
  await page.getByRole('alert').filter({ hasText: 'nothing can be saved' }).waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`There is no task ${id}`).waitFor();
  expect(await page.getByLabel('Description').inputValue()).toBe('Hard to write again');
});

test('a task that somebody else commented on is not deleted, and its page says what to do', async () => {
  const { id } = await newTask('Discussed');
  await ada.comment.create.mutate({ task_id: id, body: 'Not yet' });
  const page = await signedIn('mia.member');
  const attempt = async (language: { actions: string; remove: string; refusal: string }) => {
    await page.goto(`${stack.url}/tasks/${id}`);
    await page.getByRole('button', { name: language.actions }).click();
    await page.getByRole('menuitem', { name: language.remove }).click();
    await page.getByRole('dialog').getByRole('button', { name: language.remove }).click();
    await page.getByRole('dialog').getByText(language.refusal).waitFor();
  };
  await attempt({
    actions: 'Actions for Discussed',
    remove: 'Delete task',
    refusal: 'You cannot delete the task: it has 1 comment of somebody else.',
  });
  expect(await ada.task.get.query({ id })).toMatchObject({ comment_count: 1 });
  const profile = (await apiOf('mia.member')).user.updateProfile;
  await profile.mutate({ locale: 'de' });
  await attempt({
    actions: 'Aktionen für Discussed',
    remove: 'Aufgabe löschen',
    refusal:
      'Nur Administratoren können die Aufgabe löschen. Es gehören dazu: 1 Kommentar einer anderen Person.',
  });
  await profile.mutate({ locale: null });
});

test('a task is deleted from its page; what is not there says so', async () => {
  const { id } = await newTask('Short-lived');
  const page = await signedIn('mia.member');
  await page.goto(`${stack.url}/tasks/${id}`);
  await page.getByRole('button', { name: 'Actions for Short-lived' }).click();
  await page.getByRole('menuitem', { name: 'Delete task' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete task' }).click();
  await page.getByRole('heading', { level: 1, name: 'New Website' }).waitFor();
  await page.goto(`${stack.url}/tasks/${id}`);
  await page.getByRole('heading', { level: 1, name: 'This task is not here' }).waitFor();
  await page.getByRole('link', { name: 'Go to your projects' }).click();
  await page.getByRole('heading', { level: 1, name: 'Projects' }).waitFor();
});

test('a task is made with everything at once, and the board says what is late', async () => {
  const page = await signedIn('ada.admin');
  await page.goto(`${stack.url}/projects/${project}?new=1&q=all`);
  const form = page.getByRole('dialog');
  await form.getByLabel('Name').fill('All at once');
  await form.getByLabel('Status').selectOption('In progress');
  await form.getByLabel('Priority').selectOption('High');
  await form.getByLabel('Assignee').selectOption('Mia Member');
  await form.getByLabel('Due date').fill('2026-01-05');
  await form.getByRole('button', { name: 'Create task' }).click();
  const card = cardIn(page, 'In progress', 'All at once');
  for (const fact of ['High', 'Overdue 5 Jan 2026', 'Assigned to Mia Member'])
    await card.getByText(fact).waitFor({ state: 'attached' });
  await page.getByLabel('Whose tasks').selectOption('My tasks');
  await page.getByText('No task matches').waitFor();
  await page.getByRole('button', { name: 'Show all tasks' }).click();
  await card.waitFor();
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each([390, 1_440])('at %i px the pages are accessible and as wide as the screen', async (width) => {
    const name = `Well kept ${colorScheme} ${width}`;
    const { id } = await ada.task.create.mutate({
      project_id: project,
      name,
      description: 'A description',
      status: 'in_progress',
      priority: 'urgent',
      assignee_id: mia,
      due_date: '2026-01-01',
    });
    await ada.comment.create.mutate({ task_id: id, body: 'A comment' });
    const page = await signedIn('ada.admin', { width, colorScheme });
    const link = page.getByRole('link', { name });
    const pages = {
      [`/projects/${project}`]: link,
      [`/projects/${project}?view=list`]: link,
      [`/projects/${project}?new=1`]: page.getByRole('dialog').getByLabel('Due date'),
      [`/tasks/${id}`]: page.getByRole('list', { name: 'Comments' }).getByText('A comment'),
    };
    for (const [path, sign] of Object.entries(pages)) {
      await page.goto(`${stack.url}${path}`);
      await sign.waitFor();
      expect(await seriousFindings(page), path).toEqual([]);
      expect(await scrollsSideways(page), path).toBe(false);
    }
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await ada.task.update.mutate({ id, name: `${name}!` });
    await page.getByLabel('Name').fill('Mine');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Keep mine' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
  });
});
