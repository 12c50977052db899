import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Stack, startStack } from '../stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack('postgres', {}, { worker: false });
});
afterAll(() => stack.stop());

test.each([
  '/embed/x.js',
  '/embed/x',
  '/assets/x',
  '/assets/',
  '/assets',
  '/embed',
  '/embed/',
  '/robots.txt',
  '/.well-known/security.txt',
  '/.git/config',
  '/projects/a.map',
])('the file %s is not found, and is not the page of the interface', async (path) => {
  const answer = await fetch(`${stack.url}${path}`, { headers: { accept: 'text/html' } });
  expect(answer.status).toBe(404);
  expect(await answer.json()).toEqual({ error: 'Not found', message: `There is nothing at ${path}` });
});

test.each(['/', '/activity', '/projects/42', '/invoices/7/print'])('%s is the page', async (path) => {
  const answer = await fetch(`${stack.url}${path}`);
  // Unbuilt, it says so.
  expect([200, 503]).toContain(answer.status);
  expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
});
