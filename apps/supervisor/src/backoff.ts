/** How long to wait before something that ended is started again. */
export interface Backoff {
  firstMs: number;
  /** Each wait is twice the one before, up to this. */
  longestMs: number;
  /** Whatever ran this long is taken for healthy: the next wait is the first again. */
  healthyMs: number;
}

export const standardBackoff: Backoff = { firstMs: 250, longestMs: 10_000, healthyMs: 30_000 };
