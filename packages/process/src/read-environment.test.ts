import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvError } from '@timetracker/shared/env';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readEnvironment, withFiles } from './read-environment.ts';

const SECRET = 'x'.repeat(32);
let directory: string;
let file: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'timetracker-environment-'));
  file = join(directory, 'secret');
  await writeFile(file, `${SECRET}\n`);
});
afterAll(() => rm(directory, { recursive: true }));

test('a variable is read from the file that NAME_FILE names, without the line end', () => {
  expect(readEnvironment({ AUTH_SECRET_FILE: file }).AUTH_SECRET).toBe(SECRET);
});

test('whoever gets the variables next finds the value, and nothing that could contradict it', () => {
  expect(withFiles({ AUTH_SECRET_FILE: file, HOME: '/root', SSL_CERT_FILE: '/etc/cert' })).toEqual({
    AUTH_SECRET: SECRET,
    HOME: '/root',
    SSL_CERT_FILE: '/etc/cert',
  });
});

test('an empty NAME_FILE counts as unset, as an empty NAME does', () => {
  expect(readEnvironment({ AUTH_SECRET_FILE: '', AUTH_SECRET: SECRET }).AUTH_SECRET).toBe(SECRET);
  expect(readEnvironment({ AUTH_SECRET_FILE: file, AUTH_SECRET: '' }).AUTH_SECRET).toBe(SECRET);
});

test.each([
  [
    () => ({ AUTH_SECRET_FILE: join(directory, 'none') }),
    /^AUTH_SECRET_FILE: .*none cannot be read \(ENOENT\)$/,
  ],
  [() => ({ AUTH_SECRET_FILE: directory }), /^AUTH_SECRET_FILE: .* cannot be read \(EISDIR\)$/],
  [
    () => ({ AUTH_SECRET_FILE: file, AUTH_SECRET: SECRET }),
    /^AUTH_SECRET: is given twice, also by AUTH_SECRET_FILE$/,
  ],
  [() => ({ PORT_FILE: file }), /^PORT: /],
])('a file that cannot be used ends in one line that names the variable', (variables, line) => {
  expect(() => readEnvironment(variables())).toThrow(EnvError);
  expect(() => readEnvironment(variables())).toThrow(line);
});
