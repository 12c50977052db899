import { randomBytes } from 'node:crypto';
import type { AppContext, Middleware } from './app-env.ts';

const NONCE_BYTES = 16;

/** A value that allows one document's own style elements, and no others. */
export const newNonce = () => randomBytes(NONCE_BYTES).toString('base64');

const policy = (changes: Record<string, string> = {}) =>
  Object.entries({
    'default-src': "'self'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data:",
    'connect-src': "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
    'form-action': "'self'",
    ...changes,
  })
    .map(([directive, value]) => `${directive} ${value}`)
    .join('; ');

const strictest = policy();

/** The policy of a document whose styles carry a nonce. */
export const policyWithNonce = (nonce: string) => policy({ 'style-src': `'self' 'nonce-${nonce}'` });

/** The queue board writes inline styles and a base element; scripts stay our own. */
export const boardPolicy = policy({
  'style-src': "'self' 'unsafe-inline'",
  'font-src': "'self' data:",
  'base-uri': "'self'",
});

/** Lets a document have another policy than the strictest. */
export const setPolicy = (c: AppContext, value: string) => c.header('content-security-policy', value);

const YEAR_SECONDS = 31_536_000;

/** Headers that make browsers careful, on every answer. */
export const securityHeaders =
  (https: boolean): Middleware =>
  async (c, next) => {
    await next();
    const { headers } = c.res;
    if (!headers.has('content-security-policy')) c.header('content-security-policy', strictest);
    c.header('x-content-type-options', 'nosniff');
    c.header('x-frame-options', 'DENY');
    c.header('referrer-policy', 'same-origin');
    c.header('cross-origin-opener-policy', 'same-origin');
    c.header('cross-origin-resource-policy', 'same-origin');
    c.header('permissions-policy', 'camera=(), geolocation=(), microphone=()');
    if (https) c.header('strict-transport-security', `max-age=${YEAR_SECONDS}`);
  };
