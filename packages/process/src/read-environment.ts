import { readFileSync } from 'node:fs';
import { type Env, EnvError, parseEnv, variableNames } from '@timetracker/shared/env';

/** Environment variables, as a process gets them. */
export type Variables = Record<string, string | undefined>;

const SUFFIX = '_FILE';

/**
 * Puts the content of the file that `NAME_FILE` names in the place of `NAME`, for every variable of the configuration:
 * so secrets need not stand in the environment. A line end at the end of the file does not count.
 * @throws {EnvError} with one line for a file that cannot be read, or for a variable that is given both ways
 */
export function withFiles(variables: Variables): Variables {
  const resolved = { ...variables };
  for (const name of variableNames) {
    const path = resolved[name + SUFFIX];
    if (!path) continue;
    if (resolved[name]) throw new EnvError(`${name}: is given twice, also by ${name}${SUFFIX}`);
    resolved[name] = read(name, path);
    delete resolved[name + SUFFIX];
  }
  return resolved;
}

function read(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new EnvError(`${name}${SUFFIX}: ${path} cannot be read (${reason})`);
  }
}

/**
 * The validated configuration of this process.
 * @throws {EnvError} with one line naming the first bad variable and what was expected
 */
export const readEnvironment = (variables: Variables = process.env): Env => parseEnv(withFiles(variables));
