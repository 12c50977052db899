import type { EntityManager } from '@mikro-orm/postgresql';
import {
  eachSetAside,
  eachWaiting,
  namesOf,
  personalOf,
  recognizerOf,
  redact,
  subjectRelation,
} from '@timetracker/activities';
import { handedOut, type PersonalTable, recordAudit, User } from '@timetracker/db';
import { AppError, weightOf } from '@timetracker/shared';
import { type RawBuilder, sql } from 'kysely';
import { identitiesOf } from '../anonymization/identities.ts';
import { rowsTelling } from '../anonymization/redact-tables.ts';
import { type SubjectQuery, scanActivities } from '../anonymization/scan-activities.ts';
import { selectPersonalData } from '../anonymization/select-personal-data.ts';

type Facts = Record<string, unknown>;

/** Everything that is held about one person, by the kind of place. Secrets are not among it: they say nothing of the person. */
export interface PersonData {
  user_id: number;
  exported_at: string;
  account: Facts;
  former_names: Facts[];
  data: Record<string, Facts[]>;
  /** What the person did. */
  activities: Facts[];
  /** What others did that is about the person or names them. */
  mentioned_in: Facts[];
}

/** Reads what is no table: jobs in the queues, and files. By the kind of place. */
export type PlacesToRead = (sought: SubjectQuery) => Promise<Record<string, Facts[]>>;

/** Counts what is collected, so that nobody's history takes all memory. */
interface Room {
  /** @throws {AppError} tooLarge */
  take: (facts: Facts) => Facts;
}

function roomFor(most: number): Room {
  let weight = 0;
  return {
    take: (facts) => {
      weight += weightOf(facts);
      if (weight <= most) return facts;
      throw new AppError(
        'tooLarge',
        'More is held about this person than one answer can carry: the command activity person-data writes it to a file',
      );
    },
  };
}

/**
 * Collects what is held about a person.
 * @param most bytes in memory that it may come to
 * @throws {AppError} notFound; tooLarge
 */
export async function personData(
  em: EntityManager,
  user_id: number,
  outside: PlacesToRead,
  most = Infinity,
): Promise<PersonData> {
  const room = roomFor(most);
  const user = await em.findOne(User, { id: user_id });
  if (!user) throw new AppError('notFound', `There is no user ${user_id}`);
  const identities = await identitiesOf(em, user);
  const data = await rowsAbout(em, user_id);
  const sought = { user_id, names: user.anonymized_at ? [] : namesOf(identities) };
  Object.assign(
    data,
    await textsNaming(em, sought),
    await waitingOf(em, sought, room),
    await outside(sought),
  );
  const { version: _version, ...account } = { ...user };
  return {
    user_id,
    exported_at: new Date().toISOString(),
    account,
    former_names: identities.slice(2).map((identity) => ({ ...identity })),
    data,
    ...(await activitiesOf(em, sought, room)),
  };
}

/**
 * {@link personData} for somebody who takes it away, which the trail tells.
 * @throws {AppError} notFound
 */
export async function handOutPersonData(
  em: EntityManager,
  user_id: number,
  outside: PlacesToRead,
  most?: number,
): Promise<PersonData> {
  const data = await personData(em, user_id, outside, most);
  const { display_name } = data.account;
  await em.transactional((tx) =>
    recordAudit(tx, {
      action: 'exported',
      entity_id: user_id,
      entity_name: typeof display_name === 'string' ? display_name : null,
      extra_data: { activities: data.activities.length, mentioned_in: data.mentioned_in.length },
    }),
  );
  return data;
}

/** In which columns of a table rows name the person that they are about, and what the place is called. */
const placesOf = (user_id: number): { place: string; table: PersonalTable; where: RawBuilder<unknown> }[] => {
  const by = (...columns: string[]) =>
    sql.join(
      columns.map((column) => sql`${sql.id(column)} = ${user_id}`),
      sql` or `,
    );
  return [
    { place: 'sessions', table: 'auth_sessions', where: by('user_id') },
    { place: 'sign_in_methods', table: 'auth_accounts', where: by('user_id') },
    { place: 'keys', table: 'auth_api_keys', where: sql`"referenceId" = ${String(user_id)}` },
    { place: 'invitations', table: 'invitations', where: by('user_id') },
    { place: 'assigned_tasks', table: 'tasks', where: by('assignee_id') },
    { place: 'time_entries', table: 'time_entries', where: by('user_id') },
    { place: 'comments', table: 'comments', where: by('user_id') },
    { place: 'saved_views', table: 'saved_views', where: by('user_id') },
    { place: 'legal_holds', table: 'legal_holds', where: by('user_id', 'placed_by') },
    { place: 'purges_asked_for', table: 'activity_purges', where: by('requested_by') },
    { place: 'anonymizations', table: 'anonymizations', where: by('user_id', 'requested_by') },
  ];
};

/** Of every table what is personal to somebody, by the kind of place. */
async function rowsAbout(em: EntityManager, user_id: number): Promise<Record<string, Facts[]>> {
  const data: Record<string, Facts[]> = {};
  for (const { place, table, where } of placesOf(user_id)) {
    const { rows } = await sql<Facts>`select * from ${sql.id(table)} where ${where} order by 1`.execute(
      em.getKysely(),
    );
    data[place] = rows.map((row) => handedOut(table, row));
  }
  const { rows } = await sql<Facts>`
    select project_id, projects.name, project_members.created_at
    from project_members left join projects on projects.id = project_id where user_id = ${user_id} order by project_id`.execute(
    em.getKysely(),
  );
  return { ...data, memberships: rows };
}

/** What others wrote that names the person, by table. */
async function textsNaming(em: EntityManager, sought: SubjectQuery): Promise<Record<string, Facts[]>> {
  const found: Record<string, Facts[]> = {};
  for await (const { table, row } of rowsTelling(em, sought)) (found[`named_in_${table}`] ??= []).push(row);
  return found;
}

/** Events that wait for the queue, and such as were set aside, that tell of the person. */
async function waitingOf(
  em: EntityManager,
  sought: SubjectQuery,
  room: Room,
): Promise<Record<string, Facts[]>> {
  const tells = selectPersonalData(sought);
  const waiting_events: Facts[] = [];
  for await (const group of eachWaiting(em))
    for (const { payload } of group)
      if (tells(payload) !== undefined) waiting_events.push(room.take({ payload }));
  const set_aside_events: Facts[] = [];
  for await (const group of eachSetAside(em))
    for (const { id: _id, ...event } of group)
      if (tells(JSON.parse(event.payload)) !== undefined || tells(event.detail) !== undefined)
        set_aside_events.push(room.take({ ...event }));
  return { waiting_events, set_aside_events };
}

async function activitiesOf(em: EntityManager, sought: SubjectQuery, room: Room) {
  const { rows: heads } = await sql<{ last_id: number }>`select last_id from activity_head`.execute(
    em.getKysely(),
  );
  const head = heads[0]?.last_id ?? 0;
  const recognizer = recognizerOf(sought.names);
  const activities: Facts[] = [];
  const mentioned_in: Facts[] = [];
  for await (const rows of scanActivities(em, sought, 0, head)) {
    for (const { salt: _salt, ...row } of rows) {
      const involvement = subjectRelation(row, sought);
      if (row.user_id === sought.user_id) activities.push(room.take({ ...row }));
      // Others' devices are theirs to ask for.
      else if (involvement.involved || redact(personalOf(row), recognizer, involvement).fields)
        mentioned_in.push(
          room.take({
            ...row,
            ip_address: undefined,
            user_agent: undefined,
            posted: involvement.poster ? row.posted : undefined,
          }),
        );
    }
  }
  return { activities, mentioned_in };
}
