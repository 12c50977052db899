import ipaddr from 'ipaddr.js';

const V6_BITS = 56;
const PRIVATE_RANGES = new Set(['loopback', 'private', 'linkLocal', 'uniqueLocal']);

/**
 * The network that attempts are counted for: an IPv4 address, or the /56 of an IPv6 address, which one customer has at
 * least, with as many addresses as they like.
 */
export function clientNetwork(address: string | null): string {
  if (address === null || !ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/${V6_BITS}`).toString()}/${V6_BITS}`;
}

/** Whether an address is of this machine or of a private network. */
export const isPrivateAddress = (address: string): boolean =>
  ipaddr.isValid(address) && PRIVATE_RANGES.has(ipaddr.process(address).range());
