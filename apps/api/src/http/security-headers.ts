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

const always = {
  'content-security-policy': strictest,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/**
 * Headers that make browsers careful, on every answer; one that a handler sets itself wins. They are given to the server's
 * own answer: adding them to each `Response` would build it a second time.
 */
export function securityHeaders(https: boolean): Middleware {
  const headers = carefulHeaders(https);
  return (c, next) => {
    c.env.outgoing?.setHeaders(headers);
    return next();
  };
}

/** What {@link securityHeaders} gives every answer. @param https whether the app is reached by that alone */
export function carefulHeaders(https: boolean): Map<string, string> {
  const headers = new Map(Object.entries(always));
  if (https) headers.set('strict-transport-security', `max-age=${YEAR_SECONDS}`);
  return headers;
}
