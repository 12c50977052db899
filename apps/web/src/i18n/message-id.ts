import type activity from '../messages/en/activity.json';
import type catalog from '../messages/en/catalog.json';
import type clients from '../messages/en/clients.json';
import type common from '../messages/en/common.json';
import type dashboard from '../messages/en/dashboard.json';
import type feed from '../messages/en/feed.json';
import type invoices from '../messages/en/invoices.json';
import type palette from '../messages/en/palette.json';
import type profile from '../messages/en/profile.json';
import type projects from '../messages/en/projects.json';
import type session from '../messages/en/session.json';
import type setAside from '../messages/en/set-aside.json';
import type shell from '../messages/en/shell.json';
import type stats from '../messages/en/stats.json';
import type tasks from '../messages/en/tasks.json';
import type time from '../messages/en/time.json';
import type users from '../messages/en/users.json';

type Messages = typeof activity &
  typeof catalog &
  typeof clients &
  typeof common &
  typeof dashboard &
  typeof feed &
  typeof invoices &
  typeof palette &
  typeof profile &
  typeof projects &
  typeof session &
  typeof setAside &
  typeof shell &
  typeof stats &
  typeof tasks &
  typeof time &
  typeof users;

/** Every message there is: the keys of the English files. */
export type MessageId = keyof Messages;
