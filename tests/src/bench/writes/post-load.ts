import autocannon from 'autocannon';

/** What a rush of requests came to. */
export interface Rush {
  /** Events of requests that were answered 202. */
  accepted: number;
  /** Requests that were answered otherwise. */
  refused: number;
}

/**
 * Posts bodies over many connections; each connection waits for its answer before it posts again. A number of requests
 * and not a time: nothing is on its way when it ends.
 */
export async function postLoad(
  url: string,
  key: string,
  bodies: readonly string[],
  { connections, requests, size }: { connections: number; requests: number; size: number },
): Promise<Rush> {
  const result = await autocannon({
    url: `${url}/api/activities`,
    connections: Math.min(connections, requests),
    amount: requests,
    // How soon the end is noticed, ms.
    sampleInt: 10,
    timeout: 60,
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    requests: bodies.map((body) => ({ body })),
  });
  return { accepted: result['2xx'] * size, refused: result.non2xx + result.errors };
}
