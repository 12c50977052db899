import type germanCatalog from '../messages/de/catalog.json';
import type activity from '../messages/en/activity.json';
import type catalog from '../messages/en/catalog.json';
import type clients from '../messages/en/clients.json';
import type common from '../messages/en/common.json';
import type dashboard from '../messages/en/dashboard.json';
import type feed from '../messages/en/feed.json';
import type access from '../messages/en/late/access.json';
import type invoices from '../messages/en/late/invoices.json';
import type proof from '../messages/en/late/proof.json';
import type retention from '../messages/en/late/retention.json';
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
import type { CatalogMessageId } from './catalog-messages.ts';

type Messages = typeof access &
  typeof activity &
  typeof catalog &
  typeof clients &
  typeof common &
  typeof dashboard &
  typeof feed &
  typeof invoices &
  typeof palette &
  typeof profile &
  typeof projects &
  typeof proof &
  typeof retention &
  typeof session &
  typeof setAside &
  typeof shell &
  typeof stats &
  typeof tasks &
  typeof time &
  typeof users;

/** Sentences about activities. In English the shared catalog makes them, so that only other languages have messages. */
type SentenceId = Extract<keyof typeof germanCatalog, `catalog.sentence.${string}`>;

/** Every message there is: the keys of the English files, and what English has from the shared catalog. */
export type MessageId = keyof Messages | CatalogMessageId | SentenceId;
