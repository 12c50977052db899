import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { nothingAt } from '../http/answer-error.ts';
import type { AppContext, AppEnv } from '../http/app-env.ts';
import { newNonce, policyWithNonce, setPolicy } from '../http/security-headers.ts';

const NONCE_MARK = /__CSP_NONCE__/g;
const FOREVER = 'public, max-age=31536000, immutable';

const notBuilt = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>TimeTracker</title></head>
  <body>
    <main>
      <h1>The web interface is not built</h1>
      <p>Run <code>npm start</code>, which builds it. The API is here: <a href="/api/docs">API reference</a>.</p>
    </main>
  </body>
</html>
`;

/** What asks for a file, not for a page of the interface: those have names and numbers in their addresses, no dots. */
const FILE = /^\/(assets|embed)(\/|$)|\./;

/**
 * The built web interface. Files under /assets have their content's hash in their name and may be kept for good. A file
 * that is not there is not found; every other path is the one page, whose own router shows what is there.
 */
export function createWeb(directory: string): Hono<AppEnv> {
  const web = new Hono<AppEnv>();
  const files = serveStatic<AppEnv>({
    root: directory,
    precompressed: true,
    onFound: (_path, c) =>
      c.header('cache-control', c.req.path.startsWith('/assets/') ? FOREVER : 'no-cache'),
  });
  web.get('/', (c) => document(c, directory));
  web.get('/index.html', (c) => document(c, directory));
  web.get('/*', files);
  web.get('/*', (c) => {
    if (FILE.test(c.req.path)) throw nothingAt(c.req.path);
    return document(c, directory);
  });
  return web;
}

async function document(c: AppContext, directory: string): Promise<Response> {
  c.header('cache-control', 'no-store');
  const html = await readFile(join(directory, 'index.html'), 'utf8').catch(() => null);
  if (html === null) return c.html(notBuilt, 503);
  const nonce = newNonce();
  setPolicy(c, policyWithNonce(nonce));
  return c.html(html.replace(NONCE_MARK, nonce));
}
