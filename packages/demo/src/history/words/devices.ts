import type { Random } from '@timetracker/shared/random';

/** From where somebody works. Addresses are of the ranges kept for documentation (RFC 5737, RFC 3849). */
export interface Device {
  ip_address: string;
  user_agent: string;
}

const computers = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
];
const phones = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
];
const networks = ['192.0.2.', '198.51.100.', '203.0.113.'];

const address = (random: Random) =>
  random.chance(0.3)
    ? `2001:db8:${random.whole(1, 0xffff).toString(16)}::${random.whole(1, 0xffff).toString(16)}`
    : `${random.pick(networks)}${random.whole(1, 254)}`;

/** Somebody's devices: a computer at work, the same at home, a phone; the first is used most. */
export function devicesOf(random: Random): Device[] {
  const computer = random.pick(computers);
  return [
    { ip_address: address(random), user_agent: computer },
    { ip_address: address(random), user_agent: computer },
    { ip_address: address(random), user_agent: random.pick(phones) },
  ];
}
