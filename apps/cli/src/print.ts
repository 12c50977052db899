import { databaseError } from '@timetracker/db';
import { AppError, harmless, shownJson } from '@timetracker/shared';
import { EnvError } from '@timetracker/shared/env';
import { CommanderError } from 'commander';

/** What a command found or did. */
export interface Outcome {
  /** The whole answer for programs. */
  json: object;
  /** The same for people. Whatever people wrote in it is isolated. */
  text: string;
  /** Why the command counts as failed although it has an answer. */
  failure?: string;
}

/** Prints an outcome: with `--json` one document, else text. A failed one also says so on stderr, with exit code 1. */
export function printOutcome({ json, text, failure }: Outcome, asJson: boolean): void {
  process.stdout.write(`${asJson ? shownJson(json) : harmless(text)}\n`);
  if (failure !== undefined) fail(failure);
}

/** Prints an error as one line on stderr, with exit code 1; nothing for the help that was asked for. */
export function printError(error: unknown): void {
  if (error instanceof CommanderError && error.exitCode === 0) return;
  fail(messageOf(error));
}

function fail(message: string): void {
  process.stderr.write(
    `${harmless(message)
      .replaceAll(/\s*\n\s*/g, ' ')
      .trim()}\n`,
  );
  process.exitCode = 1;
}

const REFUSED_LOGIN = /^(28|3D)/;
const AWAY = /^(08|53|57)|^E(CONNREFUSED|CONNRESET|TIMEDOUT|HOSTUNREACH|NOTFOUND|AI_AGAIN)$/;

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof CommanderError) return usageMessage(error);
  if (error instanceof AppError) return optionMessage(error);
  if (error instanceof EnvError) return error.message;
  const code = codeIn(error);
  if (REFUSED_LOGIN.test(code)) return `The database refuses the connection: ${error.message}`;
  if (AWAY.test(code)) return `The database cannot be reached (${code}): check DATABASE_URL`;
  // What a race or a value made the database refuse is said in words, not in the database's own.
  return databaseError(error)?.message ?? error.message;
}

function usageMessage({ code, message }: CommanderError): string {
  if (code === 'commander.help') return 'A command is missing; --help lists them';
  return message.replace(/^error: /, '');
}

/** An error about a field of a contract names the option that filled it. */
function optionMessage({ message, issues }: AppError): string {
  const issue = issues?.[0];
  return issue ? `${optionOf(issue.path)} ${issue.message}` : message;
}

/** `display_name` → `--display-name`, `user_id` → `--user`, `scopes.1` → `--scopes`. */
const optionOf = (path: string) => `--${(path.split('.')[0] ?? '').replace(/_id$/, '').replaceAll('_', '-')}`;

/** The code of the innermost cause that has one: SQLSTATE, or a socket's own. */
function codeIn(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const inner = codeIn(error.cause) || (error instanceof AggregateError ? codeIn(error.errors[0]) : '');
  return inner || ('code' in error ? String(error.code) : '');
}
