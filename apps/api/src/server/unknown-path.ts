import { AppError } from '@timetracker/shared';
import { nothingAt } from '../http/answer-error.ts';
import type { AppContext } from '../http/app-env.ts';
import { allowedMethods, type KnownPath } from '../rest/allowed-methods.ts';

const beside: KnownPath[] = [
  '/activities/live',
  '/health/live',
  '/health/ready',
  '/openapi.json',
  '/docs',
].map((path) => ({ method: 'GET', path }));

/**
 * Nothing is here. The closed list of errors has no "method not allowed": a known path with another method is not
 * found either, and `Allow` names the methods that are.
 */
export const unknownPath = (endpoints: readonly KnownPath[]) => (c: AppContext) => {
  const allowed = allowedMethods([...endpoints, ...beside], c.req.path.replace(/^\/api/, ''));
  if (allowed.length === 0) throw nothingAt(c.req.path);
  c.header('allow', allowed.join(', '));
  throw new AppError('notFound', `${c.req.path} answers to ${allowed.join(' and ')} only`);
};
