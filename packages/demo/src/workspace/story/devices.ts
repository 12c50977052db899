import type { PersonKey } from './people.ts';

/** From where somebody works. Addresses are of the ranges kept for documentation (RFC 5737, RFC 3849). */
export interface Device {
  ip_address: string;
  user_agent: string;
}

const OFFICE = '203.0.113.24';

const chromeOnWindows =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const chromeOnMac =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const safariOnMac =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15';
const firefoxOnLinux = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
const edgeOnWindows = `${chromeOnWindows} Edg/142.0.0.0`;
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1';
const android =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36';

interface Places {
  office: Device;
  home: Device;
  phone: Device;
}

const places = (computer: string, mobile: string, home: string, network: string): Places => ({
  office: { ip_address: OFFICE, user_agent: computer },
  home: { ip_address: home, user_agent: computer },
  phone: { ip_address: network, user_agent: mobile },
});

export const devices: Record<PersonKey, Places> = {
  admin: places(edgeOnWindows, iphone, '198.51.100.17', '192.0.2.140'),
  lena: places(chromeOnMac, iphone, '198.51.100.83', '192.0.2.61'),
  jonas: places(firefoxOnLinux, android, '2001:db8:4f1:20::8c3', '192.0.2.14'),
  amara: places(safariOnMac, iphone, '198.51.100.202', '192.0.2.177'),
  mateo: places(chromeOnWindows, android, '2001:db8:91:7::1d', '192.0.2.95'),
  sofia: places(safariOnMac, iphone, '198.51.100.131', '192.0.2.208'),
};
