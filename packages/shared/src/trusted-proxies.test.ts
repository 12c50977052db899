import { expect, test } from 'vitest';
import { parseEnv } from './env.ts';

const trusted = (TRUST_PROXY?: string) => parseEnv({ TRUST_PROXY }).TRUST_PROXY;

test('proxies are trusted by their number or by their networks, and none unless it is said', () => {
  expect([trusted(), trusted('0'), trusted('1'), trusted('2')]).toEqual([0, 0, 1, 2]);
  expect(trusted('10.0.0.0/8, 2001:db8::/32,192.0.2.1,loopback')).toEqual([
    '10.0.0.0/8',
    '2001:db8::/32',
    '192.0.2.1',
    'loopback',
  ]);
});

test.each(['true', '-1', '1.5', '10.0.0.0/33', '10.0.0', 'example.com', '10.0.0.0/8,', '0.0.0.0/0', '::/0'])(
  '%s as trusted proxies stops the process with one line',
  (value) => {
    expect(() => trusted(value)).toThrow(/^TRUST_PROXY: must [^\n]*$/);
  },
);
