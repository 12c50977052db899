/**
 * Waits for an answer no longer than `ms`.
 * @throws an error that says who did not answer; the work itself goes on
 */
export async function withTimeout<Value>(ms: number, work: Promise<Value>, who: string): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`${who} did not answer within ${ms} ms`)), ms);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
