import { LockMode } from '@mikro-orm/core';
import { isAdmin, type Principal } from '@timetracker/accounts';
import { Client, type EntityManager, Invoice, keepRates, Project } from '@timetracker/db';
import {
  AppError,
  type Client as ClientView,
  clientIdInput,
  createClientInput,
  updateClientInput,
} from '@timetracker/shared';
import { checkVersion } from '../errors/version-check.ts';
import { cannotRemove } from '../tracker/check-removable.ts';
import { flushUnder } from '../tracker/flush.ts';
import { accessibleProjectIds } from '../tracker/project-access.ts';
import { administrator, authenticated, router } from '../trpc/trpc.ts';

const present = (client: Client, project_count: number): ClientView => ({
  id: client.id,
  name: client.name,
  contact_name: client.contact_name,
  email: client.email,
  phone: client.phone,
  street: client.street,
  postal_code: client.postal_code,
  city: client.city,
  country: client.country,
  tax_id: client.tax_id,
  currency: client.currency,
  notes: client.notes,
  version: client.version,
  created_at: client.created_at.toISOString(),
  project_count,
});

const presentCounted = async (em: EntityManager, client: Client): Promise<ClientView> =>
  present(client, await em.count(Project, { client_id: client.id }));

/** The caller's projects that have a client: members know the clients of the projects they work in. */
async function projectsWithClient(em: EntityManager, principal: Principal) {
  const ids = await accessibleProjectIds(em, principal);
  return em.find(Project, { client_id: { $ne: null }, ...(ids && { id: { $in: ids } }) });
}

const unique = { clients_name_idx: { path: 'name', message: 'is taken already' } };
const inUse = { path: 'id', message: 'has a project or an invoice by now; move or delete them first' };
const unused = { projects_client_id_fkey: inUse, invoices_client_id_fkey: inUse };

const clientById = async (em: EntityManager, id: number, lockMode?: LockMode.PESSIMISTIC_WRITE) => {
  const client = await em.findOne(Client, { id }, lockMode && { lockMode });
  if (!client) throw new AppError('notFound', `There is no client ${id}`);
  return client;
};

export const clientRouter = router({
  /** Clients by name: all for administrators, for others those of the projects that they work in. */
  list: authenticated.query(async ({ ctx }) => {
    const projects = await projectsWithClient(ctx.em, ctx.principal);
    const ids = projects.map((project) => project.client_id ?? 0);
    const mine = isAdmin(ctx.principal) ? {} : { id: { $in: ids } };
    const clients = await ctx.em.find(Client, mine, { orderBy: { name: 'asc', id: 'asc' } });
    return clients.map((client) => present(client, ids.filter((id) => id === client.id).length));
  }),

  /** One client. Errors: notFound, also for one that the caller may not know. */
  get: authenticated.input(clientIdInput).query(async ({ ctx, input }) => {
    const projects = await projectsWithClient(ctx.em, ctx.principal);
    const mine = projects.filter((project) => project.client_id === input.id);
    if (!isAdmin(ctx.principal) && mine.length === 0)
      throw new AppError('notFound', `There is no client ${input.id}`);
    return present(await clientById(ctx.em, input.id), mine.length);
  }),

  /** A new client. Errors: conflict when the name is taken. */
  create: administrator.input(createClientInput).mutation(async ({ ctx, input }) => {
    const client = ctx.em.create(Client, input);
    await flushUnder(ctx.em, unique);
    return present(client, 0);
  }),

  /** Changes the fields that are given. Errors: notFound; conflict when somebody was faster or the name is taken. */
  update: administrator.input(updateClientInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const { id, version, ...changes } = input;
      const client = await clientById(em, id, LockMode.PESSIMISTIC_WRITE);
      checkVersion(client, version);
      if (changes.currency !== undefined)
        await keepRates(em, { client_id: id }, client.currency, changes.currency);
      em.assign(client, changes);
      await flushUnder(em, unique);
      return presentCounted(em, client);
    }),
  ),

  /** Deletes a client that has neither projects nor invoices. Errors: notFound, conflict. */
  delete: administrator.input(clientIdInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const client = await clientById(em, input.id, LockMode.PESSIMISTIC_WRITE);
      const projects = await em.count(Project, { client_id: client.id });
      const invoices = await em.count(Invoice, { client_id: client.id });
      if (projects + invoices > 0)
        throw cannotRemove(client.name, { projects, invoices }, 'move or delete them first');
      em.remove(client);
      await flushUnder(em, unused);
      return { id: input.id };
    }),
  ),
});
