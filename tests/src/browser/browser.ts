import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the browser that the run found (see test-browser.ts). */
export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['TEST_BROWSER'];
  if (!executablePath) throw new Error('TEST_BROWSER is not set: run the tests through npm test');
  return chromium.launch({ executablePath, args: flags, headless: true });
}

/** A page of a fresh profile that remembers every complaint of the console. */
export interface WatchedPage {
  page: Page;
  context: BrowserContext;
  complaints: string[];
}

export async function openPage(
  browser: Browser,
  options: { width?: number; colorScheme?: 'light' | 'dark'; locale?: string } = {},
): Promise<WatchedPage> {
  const { width = 1_440, colorScheme = 'light', locale = 'en-GB' } = options;
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme,
    reducedMotion: 'reduce',
    locale,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, context, complaints };
}

/** Signs in through the page, as a person does. */
export async function signInOnPage(
  page: Page,
  url: string,
  username: string,
  password: string,
): Promise<void> {
  await page.goto(url);
  await page.getByLabel('User name or e-mail').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
}
