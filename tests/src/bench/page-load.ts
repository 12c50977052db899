import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../browser/browser.ts';
import { clientOf } from '../client.ts';
import { type Stack, signIn } from '../stack.ts';
import { spreadOf } from './statistics.ts';

const ROUNDS = 5;

/** Lighthouse's two surroundings, in round figures: a computer on a local network, a phone on slow mobile data. */
const surroundings = {
  desktop: { width: 1_440, cpu_slowdown: 1, latency_ms: 0, bytes_per_second: -1 },
  phone: { width: 390, cpu_slowdown: 4, latency_ms: 150, bytes_per_second: 1_600_000 / 8 },
} as const;
type Surroundings = keyof typeof surroundings;

interface Load {
  lcp_ms: number;
  layout_shift: number;
  script_bytes: number;
  all_bytes: number;
}

export interface PageLoad {
  page: string;
  on: Surroundings;
  /** Largest contentful paint: median and slowest of the rounds. */
  lcp_ms: number;
  lcp_max_ms: number;
  /** Cumulative layout shift. */
  layout_shift: number;
  /** As transferred, compressed. */
  script_kb: number;
  all_kb: number;
}

const observe = `
  window.load = { lcp_ms: 0, layout_shift: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.load.lcp_ms = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.load.layout_shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });`;

const readOut = `(() => {
  const files = performance.getEntriesByType('resource');
  const bytes = (chosen) => chosen.reduce((sum, file) => sum + file.encodedBodySize, 0);
  return {
    ...window.load,
    script_bytes: bytes(files.filter((file) => file.name.split('?')[0].endsWith('.js'))),
    all_bytes: bytes(files),
  };
})()`;

const median = (values: number[]) => spreadOf(values).median;
const round = (value: number, digits = 0) => Number(value.toFixed(digits));

/** Loads a page in a fresh profile with an empty cache, and waits until it shows its content. */
async function load(
  browser: Browser,
  stack: Stack,
  cookie: string,
  path: string,
  on: Surroundings,
): Promise<Load> {
  const { width, cpu_slowdown, latency_ms, bytes_per_second } = surroundings[on];
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'en-GB' });
  const [name = '', value = ''] = cookie.split('=', 2);
  await context.addCookies([{ name, value, url: stack.url }]);
  const page: Page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpu_slowdown });
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: latency_ms,
    downloadThroughput: bytes_per_second,
    uploadThroughput: bytes_per_second,
  });
  await page.addInitScript(observe);
  await page.goto(`${stack.url}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  // The live stream stays open, so the network is never idle: quiet is when no placeholder is left and two frames passed.
  await page.locator('[aria-busy="true"], .mantine-Skeleton-root').first().waitFor({ state: 'detached' });
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  const result = await page.evaluate<Load>(readOut);
  await context.close();
  return result;
}

/** A workspace with something on every page. @returns the pages' paths by name */
async function furnish(stack: Stack): Promise<Record<string, string>> {
  await stack.createUser('bench.admin', 'admin');
  const admin = await clientOf(stack, 'bench.admin');
  const client = await admin.clients.create.mutate({ name: 'Lakeside Hotel' });
  const project = await admin.project.create.mutate({ name: 'Relaunch', client_id: client.id });
  const tasks = [];
  for (let index = 0; index < 30; index += 1)
    tasks.push(await admin.task.create.mutate({ project_id: project.id, name: `Page ${index + 1}` }));
  for (const task of tasks) await admin.comment.create.mutate({ task_id: task.id, body: 'Ready for a look' });
  return {
    dashboard: '/',
    activity: '/activity',
    projects: '/projects',
    project: `/projects/${project.id}`,
    task: `/tasks/${tasks[0]?.id ?? 0}`,
    time: '/time',
    clients: '/clients',
    invoices: '/invoices',
    statistics: '/statistics',
    users: '/users',
    profile: '/profile',
  };
}

/**
 * How fast each page shows itself to somebody who comes for the first time, and how much it loads for that.
 * @returns medians of five rounds, pages interleaved
 */
export async function measurePages(stack: Stack): Promise<PageLoad[]> {
  const paths = await furnish(stack);
  const cookie = await signIn(stack.url, 'bench.admin');
  const browser = await launchBrowser();
  const loads = new Map<string, Load[]>();
  const kinds = Object.keys(surroundings) as Surroundings[];
  for (let turn = 0; turn <= ROUNDS; turn += 1) {
    for (const [page, path] of Object.entries(paths)) {
      for (const on of kinds) {
        const result = await load(browser, stack, cookie, path, on);
        // The first turn warms the server and the disk's cache.
        if (turn > 0) loads.set(`${page} ${on}`, [...(loads.get(`${page} ${on}`) ?? []), result]);
      }
    }
  }
  await browser.close();
  return Object.keys(paths).flatMap((page) =>
    kinds.map((on) => {
      const results = loads.get(`${page} ${on}`) ?? [];
      const times = results.map((result) => result.lcp_ms);
      return {
        page,
        on,
        lcp_ms: round(median(times)),
        lcp_max_ms: round(Math.max(...times)),
        layout_shift: round(median(results.map((result) => result.layout_shift)), 3),
        script_kb: round(median(results.map((result) => result.script_bytes)) / 1_000),
        all_kb: round(median(results.map((result) => result.all_bytes)) / 1_000),
      };
    }),
  );
}
