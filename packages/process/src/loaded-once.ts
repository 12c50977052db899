/**
 * Something that is loaded when it is first needed, and kept: what few ask for costs neither the start nor memory.
 * @param load fails for whoever asks then, and is tried again for the next one
 */
export function loadedOnce<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loading: Promise<Value> | undefined;
  return () =>
    (loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));
}
