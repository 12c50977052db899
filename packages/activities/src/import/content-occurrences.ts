import type { Pool, PoolClient } from 'pg';

/** Tells the first, second, third … occurrence of the same content in a file. */
export interface ContentOccurrences {
  /**
   * @param contents identifiers (UUID) of contents, in the order of the file
   * @returns for each how often it has occurred so far, itself included
   */
  count: (contents: readonly string[]) => Promise<number[]>;
  /** Forgets all of it. */
  end: () => void;
}

/**
 * Counts in a temporary table, which ends with its connection: a file may be larger than memory. The connection is taken
 * when the first content comes.
 */
export function contentOccurrences(pool: Pool): ContentOccurrences {
  let connection: PoolClient | undefined;
  const connect = async () => {
    connection = await pool.connect();
    // Should it be lost, the next question fails, and says so.
    connection.on('error', () => undefined);
    await connection.query(
      'create temporary table import_contents (content uuid primary key, times integer not null)',
    );
    return connection;
  };
  return {
    count: async (contents) => {
      if (contents.length === 0) return [];
      const here = new Map<string, number>();
      for (const content of contents) here.set(content, (here.get(content) ?? 0) + 1);
      const { rows } = await (connection ?? (await connect())).query<{ content: string; times: number }>(
        `insert into import_contents select * from unnest($1::uuid[], $2::integer[])
         on conflict (content) do update set times = import_contents.times + excluded.times
         returning content, times`,
        [[...here.keys()], [...here.values()]],
      );
      const before = new Map(rows.map(({ content, times }) => [content, times - (here.get(content) ?? 0)]));
      return contents.map((content) => {
        const times = (before.get(content) ?? 0) + 1;
        before.set(content, times);
        return times;
      });
    },
    end: () => connection?.release(true),
  };
}
