import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { receiveBody } from './receive-body.ts';

const pace = { graceMs: 1_000, bytesPerSecond: 100, deadlineMs: 3_500 };
const receive = (incoming: PassThrough, onBytes: (bytes: number) => void = () => undefined) =>
  receiveBody(incoming, { most: 1_000, onBytes, pace });

/** Sends so many bytes every 100 ms. */
function trickle(bytes: number) {
  const incoming = new PassThrough();
  const timer = setInterval(() => incoming.write(Buffer.alloc(bytes)), 100);
  incoming.on('close', () => clearInterval(timer));
  return incoming;
}

test('a body is what arrived, and every piece was told of before it was kept', async () => {
  const incoming = new PassThrough();
  const told: number[] = [];
  const received = receive(incoming, (bytes) => told.push(bytes));
  incoming.write('ab');
  incoming.end('cde');
  expect((await received).toString()).toBe('abcde');
  expect(told.reduce((sum, bytes) => sum + bytes, 0)).toBe(5);
});

test('a stream that has ended already has an empty body', async () => {
  const incoming = new PassThrough();
  incoming.end();
  incoming.resume();
  await expect.poll(() => incoming.readableEnded).toBe(true);
  expect(await receive(incoming)).toHaveLength(0);
});

test('a byte now and then is not enough, and neither is a little more for ever', async () => {
  const slow = trickle(1);
  await expect(receive(slow)).rejects.toMatchObject({ kind: 'tooManyRequests' });
  slow.destroy();
  const steady = trickle(20);
  const begun = performance.now();
  await expect(receive(steady)).rejects.toMatchObject({ kind: 'tooManyRequests' });
  expect(performance.now() - begun).toBeGreaterThan(pace.deadlineMs - 100);
  steady.destroy();
});

test('what is too long, not wanted or cut off is refused, and the stream stays for the answer', async () => {
  const long = new PassThrough();
  const refused = receive(long);
  long.write(Buffer.alloc(1_001));
  await expect(refused).rejects.toMatchObject({ kind: 'tooLarge' });
  expect(long.destroyed).toBe(false);
  const unwanted = new PassThrough();
  const full = receive(unwanted, () => {
    throw new Error('full');
  });
  unwanted.write('a');
  await expect(full).rejects.toThrow('full');
  const cut = new PassThrough();
  const broken = receive(cut);
  cut.write('a');
  cut.destroy();
  await expect(broken).rejects.toMatchObject({ kind: 'invalid' });
});
