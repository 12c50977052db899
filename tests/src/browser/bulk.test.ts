import { storeBatch } from '@timetracker/activities';
import { newEventId } from '@timetracker/shared';
import { anEvent } from '@timetracker/shared/testing';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, type Stack, startStack } from '../stack.ts';
import { launchBrowser, openPage, signInOnPage } from './browser.ts';

/** More than three loads of the feed. */
const ALIKE = 190;

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  stack = await startStack('postgres');
  browser = await launchBrowser();
  const { id } = await stack.createUser('ada.admin', 'admin');
  const at = (seconds: number) =>
    new Date(Date.parse('2026-03-02T10:00:00Z') + seconds * 1_000).toISOString();
  const event = (fields: Parameters<typeof anEvent>[0]) =>
    anEvent({ event_id: newEventId(), user_id: id, ...fields });
  await storeBatch(stack.db.em, [
    event({ description: 'Created task "The oldest"', entity_name: 'The oldest', occurred_at: at(-86_400) }),
    ...Array.from({ length: ALIKE }, (_, nth) =>
      event({
        action: 'deleted',
        entity_type: 'time_entry',
        entity_id: nth + 1,
        entity_name: `Entry ${nth}`,
        description: `Deleted time entry "Entry ${nth}"`,
        occurred_at: at(nth),
      }),
    ),
  ]);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

test('what is older than many activities that are one group is reached by scrolling', async () => {
  const { page, context, complaints } = await openPage(browser);
  await signInOnPage(page, stack.url, 'ada.admin', PASSWORD);
  await page.goto(`${stack.url}/activity`);
  await page.getByRole('article').first().waitFor();
  await page.keyboard.press('End');
  await page.getByRole('article').filter({ hasText: 'The oldest' }).waitFor();
  await page.getByText(`${ALIKE} time entries`).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});
