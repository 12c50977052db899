import pg from 'pg';

/** Does something on a connection to a cluster that is closed afterwards. */
export async function onCluster<Result>(
  cluster: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: cluster });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
