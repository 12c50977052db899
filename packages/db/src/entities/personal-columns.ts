/**
 * How a column is rid of a person who is forgotten.
 * - `names`: people write into it; names in it become the replacement, in the texts of JSON too
 * - `address`: an e-mail address, which is emptied when it is the person's
 * - `account`: says who an account is; replaced with the account's names
 * - `row`: its row goes with the account
 * - `trail`: of an activity; rewritten by the function that the trail's guard lets pass
 * - `waiting`: an event on its way, or set aside
 * - `job`: of a job in the queue, which is rewritten by way of the library
 * - `index`: words of activities; made again from what they say then
 * - `passing`: kept only for as long as an anonymization runs
 */
type Personal = 'names' | 'address' | 'account' | 'row' | 'trail' | 'waiting' | 'job' | 'index' | 'passing';

/** A column that says nothing of a person, and why. */
interface Impersonal {
  why: string;
  /** Not even its person is given it. */
  withheld?: true;
}

const because = (why: string): Impersonal => ({ why });
const fromList = because('one of a list that the product has');
const numbers = because('numbers of activities: whom a process wakes up');
const random = because('made up by a process for itself');
const idOfJob = because('the number, or the digest, of a job');
const withheld = (why: string): Impersonal => ({ why, withheld: true });
const hash = withheld('a hash, or random: nobody can be read from it');
const secret = withheld('a secret: it opens something, and says nothing of the person');
const library = withheld('a column of the library that is not used here');

/**
 * Every column that can hold a text, by table: what is personal in it, or why nothing is. Redaction, the worker's rights and
 * what is handed out to a person follow from it; a test compares it with the database.
 */
export const textColumns = {
  users: {
    username: 'account',
    display_username: 'account',
    display_name: 'account',
    email: 'account',
    image: 'account',
    time_zone: 'account',
    locale: 'account',
    role: fromList,
  },
  auth_sessions: { token: secret, ip_address: 'row', user_agent: 'row' },
  auth_accounts: {
    account_id: 'row',
    provider_id: fromList,
    access_token: secret,
    refresh_token: secret,
    id_token: secret,
    scope: library,
    password: secret,
  },
  auth_verifications: { identifier: 'row', value: 'row' },
  auth_api_keys: {
    configId: library,
    name: 'names',
    start: 'row',
    referenceId: because('the number of an account'),
    prefix: library,
    key: secret,
    permissions: fromList,
    metadata: fromList,
  },
  invitations: { token_hash: hash },
  failed_attempts: { key: because('a network, or the number of an account, for some minutes') },

  clients: {
    name: 'names',
    contact_name: 'names',
    email: 'address',
    phone: 'names',
    street: 'names',
    postal_code: 'names',
    city: 'names',
    country: 'names',
    tax_id: 'names',
    notes: 'names',
    currency: fromList,
  },
  comments: { body: 'names' },
  invoices: {
    lines: 'names',
    notes: 'names',
    recipient: 'names',
    sender: 'names',
    payment_details: 'names',
    number: because('counted by the product'),
    status: fromList,
    currency: fromList,
  },
  projects: { name: 'names', description: 'names', color: fromList },
  saved_views: { name: 'names', filters: 'names' },
  tasks: { name: 'names', description: 'names', status: fromList, priority: fromList },
  time_entries: { notes: 'names' },
  workspace: {
    name: 'names',
    address: 'names',
    email: 'address',
    tax_id: 'names',
    payment_details: 'names',
    currency: fromList,
    time_zone: fromList,
  },

  activities: {
    entity_name: 'trail',
    description: 'trail',
    extra_data: 'trail',
    ip_address: 'trail',
    user_agent: 'trail',
    agent: 'trail',
    posted: 'trail',
    leaf: hash,
    action: fromList,
    entity_type: fromList,
    source: fromList,
  },
  activity_outbox: { payload: 'waiting' },
  activity_set_aside: {
    detail: 'waiting',
    payload: 'waiting',
    event_id: because('a UUID, or what stood in its place'),
    reason: fromList,
  },
  activity_rollups: { series: fromList, entity_type: fromList, action: fromList },
  activity_rollups_purged: { series: fromList, entity_type: fromList, action: fromList },
  search_blocks: { hours: because('numbers') },
  search_postings: { term: 'index', places: because('numbers') },

  activity_purges: { reason: 'names', root: hash, entity_type: fromList },
  legal_holds: { reason: 'names' },
  retention_policies: { entity_type: fromList },
  anonymizations: {
    reason: 'names',
    identifiers: 'passing',
    addresses: 'passing',
    stage: fromList,
    counts: because('numbers, by place'),
  },
  forgotten_names: { digest: hash, kind: fromList },
  forgotten_key: { key: secret },

  activity_leaves: { hash, salt: hash, commitment: hash },
  activity_erasures: { root: hash },
  activity_rewrites: { digest: hash, salt: hash },
  log_nodes: { hash },
  log_checkpoints: { root: hash, note: because('a signature over numbers and hashes') },
  log_keys: { verifier: because('a public key under the name of the log') },
  log_memory: { root: hash, accepted: because('a signature over numbers and hashes') },
  log_anchors: { target: because('a place that the operator has set up'), root: hash },
  queue_pauses: { queue: fromList },
  schema_migrations: { name: fromList },
} as const satisfies Record<string, Record<string, Personal | Impersonal>>;

/**
 * The tables of the queue, which belong to a library. What jobs carry is rewritten by way of the library; the rest of them
 * goes with the jobs.
 */
export const queueColumns = {
  dedup: { queue: fromList, job_id: idOfJob, dedup_id: idOfJob },
  dedup_next: { queue: fromList, dedup_id: idOfJob, payload: 'job' },
  event: { queue: fromList, event: fromList, data: 'job' },
  job: {
    queue: fromList,
    id: idOfJob,
    name: fromList,
    data: 'job',
    opts: 'job',
    progress: 'job',
    return_value: 'job',
    failed_reason: 'job',
    deferred_failure: 'job',
    stacktrace: 'job',
    state: fromList,
    dedup_id: idOfJob,
    parent_id: idOfJob,
    parent_key: idOfJob,
    parent_queue: fromList,
    scheduler_id: fromList,
    lock_token: random,
    processed_by: because('the name of a process'),
  },
  job_dependency: {
    parent_queue: fromList,
    parent_id: idOfJob,
    child_queue: fromList,
    child_id: idOfJob,
    child_key: idOfJob,
    status: fromList,
    value: because('unused: no job has children'),
  },
  job_log: { queue: fromList, job_id: idOfJob, row: because('unused: no job writes one') },
  meta: { queue: fromList, field: fromList, value: because('settings of a queue') },
  metrics: { queue: fromList, kind: fromList, data: because('numbers') },
  migration: { name: fromList },
  rate_limit: { queue: fromList },
  relay_inbox: {
    node_id: random,
    ns: fromList,
    topic: fromList,
    kind: fromList,
    endpoints: random,
    data: numbers,
  },
  relay_node: { ns: fromList, node_id: random, info: because('of a process'), in_flight: random },
  relay_retained: { ns: fromList, topic: fromList, data: numbers },
  relay_subscription: {
    ns: fromList,
    node_id: random,
    endpoint_id: random,
    pattern: fromList,
    root: fromList,
  },
  scheduler: {
    queue: fromList,
    scheduler_id: fromList,
    name: fromList,
    pattern: fromList,
    tz: fromList,
    producer_id: idOfJob,
    template_data: because('what a schedule carries: nothing'),
    template_opts: fromList,
  },
} as const satisfies Record<string, Record<string, Personal | Impersonal>>;

export type PersonalTable = keyof typeof textColumns;

const allTables: Record<string, Record<string, Personal | Impersonal>> = textColumns;
const isTable = (name: string): name is PersonalTable => name in textColumns;

/** How a column is rid of a person; undefined: it says nothing of any. */
export function wayOf(table: string, column: string): Personal | undefined {
  const way = allTables[table]?.[column];
  return typeof way === 'string' ? way : undefined;
}

/** By which texts are rid of names that people wrote. */
export const writtenWays = ['names', 'address'] as const satisfies readonly Personal[];

/** Of a table, the columns that people write into, and a person's names are taken out of. */
export const writtenColumns = (table: PersonalTable): string[] =>
  Object.keys(textColumns[table]).filter((column) => writtenWays.some((way) => way === wayOf(table, column)));

/** The tables that have a column that is rid of people in one of some ways. */
export const tablesWith = (...ways: readonly Personal[]): PersonalTable[] =>
  Object.keys(textColumns)
    .filter(isTable)
    .filter((table) =>
      Object.keys(textColumns[table]).some((column) => ways.some((way) => way === wayOf(table, column))),
    );

/**
 * A row as it is handed out to whom it is about: without what opens something, what makes out nobody, and what an
 * anonymization looks for, which may be somebody else's that the person has asked for.
 */
export const handedOut = (table: PersonalTable, row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).filter(([column]) => {
      const way = allTables[table]?.[column];
      return way !== 'passing' && (typeof way !== 'object' || way.withheld !== true);
    }),
  );
