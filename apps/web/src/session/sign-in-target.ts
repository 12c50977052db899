const HOME = '/';

/**
 * Where to go after signing in: a path of this site, or home.
 * `//host` and `/\host` are other sites to a browser, so an address someone was sent could lead away from here.
 */
export function safeTarget(target: unknown): string {
  if (typeof target !== 'string' || !/^\/(?![/\\])/.test(target)) return HOME;
  return target.startsWith('/sign-in') ? HOME : target;
}
