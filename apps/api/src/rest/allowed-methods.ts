/** A path that answers, with `{name}` for parameters, and the method it answers to. */
export interface KnownPath {
  method: string;
  path: string;
}

/** The methods that a path answers to: what `Allow` says when another one was used. */
export function allowedMethods(known: readonly KnownPath[], path: string): string[] {
  const methods = known.filter((entry) => pattern(entry.path).test(path)).map(({ method }) => method);
  return [...new Set(methods)].sort();
}

const pattern = (path: string) => new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);
