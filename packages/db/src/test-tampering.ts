import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Does to the trail what its guard forbids, as somebody does who owns the tables and switches the triggers off; for
 * tests of how that is found out.
 */
export const tamper = (em: EntityManager, work: (tx: EntityManager) => Promise<unknown>): Promise<void> =>
  em.fork().transactional(async (tx) => {
    await tx.execute(guardsTo('disable trigger'));
    await work(tx);
    await tx.execute(guardsTo('enable always trigger'));
  });

const guardsTo = (change: 'disable trigger' | 'enable always trigger') => `
do $$
declare
  guard record;
begin
  for guard in select tgrelid::regclass as place, tgname from pg_trigger where tgfoid = 'keep_trail'::regproc loop
    execute format('alter table %s ${change} %I', guard.place, guard.tgname);
  end loop;
end $$`;
