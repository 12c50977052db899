import autocannon from 'autocannon';

/** What a rush of requests came to. */
export interface Rush {
  /** Events of requests that were answered 202. */
  accepted: number;
  /** Requests that were answered otherwise. */
  refused: number;
}

/** Posts bodies over many connections for a while; each connection waits for its answer before it posts again. */
export async function postLoad(
  url: string,
  key: string,
  bodies: readonly string[],
  { connections, seconds, size }: { connections: number; seconds: number; size: number },
): Promise<Rush> {
  const result = await autocannon({
    url: `${url}/api/activities`,
    connections,
    duration: seconds,
    timeout: 60,
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    requests: bodies.map((body) => ({ body })),
  });
  return { accepted: result['2xx'] * size, refused: result.non2xx + result.errors };
}
