import { onCluster } from '../on-cluster.ts';

/** A copy of a database that nobody is connected to. @returns its address */
export async function copyDatabase(cluster: string, from: string, name: string): Promise<string> {
  await dropDatabase(cluster, name);
  await execute(cluster, (quote) => `create database ${quote(name)} template ${quote(from)}`);
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  return url.href;
}

/** Removes a database, whoever is connected to it. */
export const dropDatabase = (cluster: string, name: string): Promise<void> =>
  execute(cluster, (quote) => `drop database if exists ${quote(name)} with (force)`);

const execute = (cluster: string, statement: (quote: (name: string) => string) => string): Promise<void> =>
  onCluster(cluster, async (client) => {
    await client.query(statement((name) => client.escapeIdentifier(name)));
  });
