import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD, type Stack, signIn, startStack } from '../stack.ts';
import { launchBrowser, openPage, signInOnPage } from './browser.ts';

let stack: Stack;
let browser: Browser;
let axe: string;

beforeAll(async () => {
  axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
  stack = await startStack('postgres');
  browser = await launchBrowser();
  const admin = await stack.createUser('ada.admin', 'admin');
  await stack.createProject('New Website', [admin.id]);
  const cookie = await signIn(stack.url, 'ada.admin');
  const conflicting = {
    event_id: '018f0000-0000-7000-8000-000000000001',
    action: 'updated',
    entity_type: 'task',
  };
  for (const entity_id of [1, 2]) {
    await fetch(`${stack.url}/api/activities`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, origin: stack.url },
      body: JSON.stringify({ ...conflicting, entity_id }),
    });
  }
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

/** What axe calls serious or critical on the page as it stands, with the elements. */
async function seriousFindings(page: Page): Promise<string[]> {
  // Injected past the page's Content-Security-Policy, which rightly refuses inline scripts.
  await page.evaluate(axe);
  const results = await page.evaluate<AxeResults>('axe.run()');
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}

const pages = [
  ['/', 'Dashboard'],
  ['/time', 'Time'],
  ['/profile', 'Profile'],
  ['/projects', 'Projects'],
  ['/users', 'Users'],
  ['/set-aside', 'Set aside'],
  ['/retention', 'Retention'],
  ['/security', 'Security'],
  ['/audit', 'Audit'],
] as const;

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each([390, 1_440])(
    'at %i px no page has serious findings, sideways scrolling or console errors',
    async (width) => {
      const { page, context, complaints } = await openPage(browser, { width, colorScheme });
      await page.goto(stack.url);
      await page.getByRole('button', { name: 'Sign in' }).waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await signInOnPage(page, stack.url, 'ada.admin', PASSWORD);
      for (const [path, heading] of pages) {
        await page.goto(`${stack.url}${path}`);
        await page.getByRole('heading', { level: 1, name: heading }).waitFor();
        await page.waitForLoadState('load');
        expect(await seriousFindings(page), path).toEqual([]);
        const sideways = await page.evaluate(
          'document.documentElement.scrollWidth > document.documentElement.clientWidth',
        );
        expect(sideways, path).toBe(false);
      }
      expect(complaints).toEqual([]);
      await context.close();
    },
  );
});
