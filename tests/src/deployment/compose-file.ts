import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/** As much of a Compose file as is looked at here. */
export interface ComposeFile {
  services: Record<string, ComposeService>;
  volumes: Record<string, unknown>;
  secrets?: Record<string, { file: string }>;
}

interface ComposeService {
  command?: string[];
  environment?: Record<string, string>;
  volumes?: string[];
  secrets?: string[];
  healthcheck?: { test?: unknown; disable?: boolean };
  [key: string]: unknown;
}

export const repositoryFile = (name: string): Promise<string> =>
  readFile(new URL(`../../../${name}`, import.meta.url), 'utf8');

/** A Compose file as Compose reads it: anchors and merge keys resolved, a key given twice refused. */
export const readComposeFile = async (name = 'docker-compose.yml'): Promise<ComposeFile> =>
  parse(await repositoryFile(name), { merge: true, uniqueKeys: true }) as ComposeFile;

const INNERMOST = /\$\{(?<name>\w+)(?:(?<operator>:?[-?])(?<rest>[^${}]*))?\}/;

/**
 * Fills in variables as Compose does: `${NAME}`, `${NAME:-default}` and `${NAME:?message}`, also within each other. Without the
 * colon, an empty value counts.
 * @throws {Error} with the message of a variable that is required
 */
export function interpolate(text: string, variables: Record<string, string>): string {
  for (let filled = text; ; ) {
    const { name = '', operator, rest = '' } = INNERMOST.exec(filled)?.groups ?? {};
    if (name === '') return withoutMissing(filled);
    const value = variables[name];
    const isThere = operator?.startsWith(':') === false ? value !== undefined : Boolean(value);
    filled = filled.replace(INNERMOST, () => {
      if (isThere) return value ?? '';
      return operator?.endsWith('?') ? `<!${name}: ${rest}!>` : operator?.endsWith('-') ? rest : '';
    });
  }
}

/** What is required counts only where it was used: the default of a variable that is there is not looked at. */
function withoutMissing(text: string): string {
  const missing = /<!(.*?)!>/.exec(text)?.[1];
  if (missing !== undefined) throw new Error(missing);
  return text;
}
