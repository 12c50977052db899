import { OptimisticLockError } from '@mikro-orm/core';
import { databaseError } from '@timetracker/db';
import {
  AppError,
  type ErrorBody,
  type ErrorKind,
  errorKinds,
  type Issue,
  MOST_ISSUES,
  shorten,
} from '@timetracker/shared';
import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { versionConflict } from './version-check.ts';

const trpcCodes = {
  invalid: 'BAD_REQUEST',
  unauthorized: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  notFound: 'NOT_FOUND',
  conflict: 'CONFLICT',
  tooLarge: 'PAYLOAD_TOO_LARGE',
  unsupportedMediaType: 'UNSUPPORTED_MEDIA_TYPE',
  tooManyRequests: 'TOO_MANY_REQUESTS',
  internal: 'INTERNAL_SERVER_ERROR',
  unavailable: 'SERVICE_UNAVAILABLE',
} as const satisfies Record<ErrorKind, TRPCError['code']>;

export const trpcCode = (kind: ErrorKind): TRPCError['code'] => trpcCodes[kind];

const kindOfTrpc = (code: TRPCError['code']): ErrorKind => {
  const found = Object.entries(trpcCodes).find(([, known]) => known === code)?.[0];
  if (code === 'PARSE_ERROR') return 'invalid';
  if (code === 'METHOD_NOT_SUPPORTED') return 'notFound';
  return found !== undefined && found in errorKinds ? (found as ErrorKind) : 'internal';
};

const isOutdated = (error: unknown): boolean =>
  error instanceof OptimisticLockError ||
  (error instanceof TRPCError && error.cause instanceof OptimisticLockError);

/** Any thrown value as an error of the closed list. What nobody foresaw is `internal` and says nothing. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof z.ZodError) return fromIssues(issuesOf(error.issues));
  if (error instanceof TRPCError && error.cause instanceof AppError) return error.cause;
  if (error instanceof TRPCError && error.cause instanceof z.ZodError)
    return fromIssues(issuesOf(error.cause.issues));
  if (isOutdated(error)) return versionConflict();
  const refused = databaseError(error);
  if (refused) return refused;
  if (error instanceof TRPCError) {
    const kind = kindOfTrpc(error.code);
    if (kind !== 'internal') return new AppError(kind, error.message, { cause: error });
  }
  return new AppError('internal', 'Something went wrong on our side', { cause: error });
}

const fromIssues = (issues: Issue[]) => {
  const [first] = issues;
  return new AppError('invalid', first ? `${first.path} ${first.message}`.trim() : 'The input is not valid', {
    issues,
  });
};

// An answer names what is wrong, it does not send back what was sent: in code points.
const MOST_OF_NAME = 100;
const MOST_OF_MESSAGE = 1_000;

// zod's own words: a union with a message of its own says more than its branches.
const NO_BRANCH_FITS = 'Invalid input';

/** zod's issues as paths and messages, the first of them; of a union, those of the branch that the input resembles most. */
function issuesOf(issues: readonly z.core.$ZodIssue[]): Issue[] {
  const first: Issue[] = [];
  for (const issue of eachIssue(issues, [])) {
    if (first.length === MOST_ISSUES) break;
    first.push(issue);
  }
  return first;
}

function* eachIssue(
  issues: readonly z.core.$ZodIssue[],
  base: readonly PropertyKey[],
): Generator<Issue, undefined> {
  for (const issue of issues) {
    const path = [...base, ...issue.path];
    if (issue.code === 'invalid_union' && issue.errors.length > 0 && issue.message === NO_BRANCH_FITS)
      yield* eachIssue(closest(issue.errors), path);
    else if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys)
        yield { path: [...path, shortName(key)].join('.'), message: 'is not a known parameter' };
    else {
      const isMissing =
        issue.code === 'invalid_type' && issue.input === undefined && issue.message.startsWith('Invalid');
      yield { path: path.map(shortName).join('.'), message: isMissing ? 'is required' : issue.message };
    }
  }
}

const shortName = (name: PropertyKey) => shorten(String(name), MOST_OF_NAME);

function closest(branches: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue[] {
  // Those of the branch itself: what is strange further in may be as strange to another branch.
  const strangers = (branch: z.core.$ZodIssue[]) =>
    branch.reduce(
      (sum, issue) =>
        sum + (issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys.length : 0),
      0,
    );
  return [...branches].sort((a, b) => strangers(a) - strangers(b) || a.length - b.length)[0] ?? [];
}

/** The body of an error answer. */
export function toErrorBody(error: unknown, request_id?: string): ErrorBody {
  const { kind, message, issues } = toAppError(error);
  return {
    error: errorKinds[kind].error,
    message: shorten(message, MOST_OF_MESSAGE),
    ...(issues && { issues: issues.slice(0, MOST_ISSUES).map(bounded) }),
    ...(kind === 'internal' && request_id && { request_id }),
  };
}

const bounded = (issue: Issue): Issue => ({
  ...issue,
  path: shorten(issue.path, MOST_OF_MESSAGE),
  message: shorten(issue.message, MOST_OF_MESSAGE),
});
