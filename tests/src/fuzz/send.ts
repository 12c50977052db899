import { Agent, type IncomingMessage, request } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import type { Call } from './calls.ts';

/** What came back. */
export interface Answer {
  status: number;
  type: string;
  /** Its first bytes, as text. */
  body: string;
  /** Until the answer was complete, or had begun where it is a stream without end. */
  milliseconds: number;
}

const KEPT_BYTES = 64 * 1024;

const decoders: Record<string, (bytes: Buffer) => Buffer> = {
  gzip: gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
};

/** Errors are short: a longer body was cut off, and stays as it is. */
const decoded = ({ headers }: IncomingMessage, bytes: Buffer): Buffer =>
  (bytes.length > 0 && bytes.length < KEPT_BYTES && decoders[headers['content-encoding'] ?? '']?.(bytes)) ||
  bytes;

/** Sends requests as they are: nothing is tidied up, as `fetch` does it. */
export function createSender(url: string, timeout_ms: number) {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true });

  /** @throws {Error} when no answer comes in time, or the connection is lost */
  const send = (call: Call, headers: Record<string, string>): Promise<Answer> => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const started = performance.now();
    const sent = request(
      {
        agent,
        hostname,
        port,
        method: call.method,
        path: call.path,
        headers: {
          ...headers,
          ...call.headers,
          ...(call.body && { 'content-length': call.body.length }),
        },
        signal: AbortSignal.timeout(timeout_ms),
      },
      (response) => {
        const type = response.headers['content-type'] ?? '';
        const parts: Buffer[] = [];
        let kept = 0;
        const done = () => {
          const milliseconds = performance.now() - started;
          try {
            const body = decoded(response, Buffer.concat(parts)).toString();
            resolve({ status: response.statusCode ?? 0, type, body, milliseconds });
          } catch (error) {
            reject(new Error('the body cannot be decompressed', { cause: error }));
          }
        };
        response.on('data', (part: Buffer) => {
          if (kept < KEPT_BYTES) parts.push(part);
          kept += part.length;
        });
        response.on('end', done);
        response.on('error', reject);
        if (type.startsWith('text/event-stream')) {
          done();
          response.destroy();
        }
      },
    );
    sent.on('error', (cause) =>
      reject(new Error(`${cause.message}${sent.reusedSocket ? ' (kept connection)' : ''}`, { cause })),
    );
    sent.end(call.body);
    return promise;
  };
  return { send, close: () => agent.destroy() };
}
