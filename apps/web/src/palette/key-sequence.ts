export interface KeyStep {
  /** The shortcut that is complete. */
  complete?: string;
  /** The keys that may become one. */
  pending: string;
}

/**
 * What one more key makes of those before it: `g` waits, `g d` is complete.
 * A key that leads nowhere after others begins anew.
 */
export function nextKey(known: readonly string[], pending: string, key: string): KeyStep {
  const typed = pending === '' ? key : `${pending} ${key}`;
  if (known.includes(typed)) return { complete: typed, pending: '' };
  if (known.some((keys) => keys.startsWith(`${typed} `))) return { pending: typed };
  return pending === '' ? { pending: '' } : nextKey(known, '', key);
}
