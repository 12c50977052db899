import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/** As much of a Compose file as is looked at here. */
export interface ComposeFile {
  services: Record<string, ComposeService>;
  volumes: Record<string, unknown>;
}

export interface ComposeService {
  command?: string[];
  environment?: Record<string, string>;
  volumes?: string[];
  healthcheck?: { test?: unknown; disable?: boolean };
  [key: string]: unknown;
}

export const repositoryFile = (name: string): Promise<string> =>
  readFile(new URL(`../../../${name}`, import.meta.url), 'utf8');

/** docker-compose.yml as Compose reads it: anchors and merge keys resolved, a key given twice refused. */
export const readComposeFile = async (): Promise<ComposeFile> =>
  parse(await repositoryFile('docker-compose.yml'), { merge: true, uniqueKeys: true }) as ComposeFile;

const INNERMOST = /\$\{(?<name>\w+)(?:(?<operator>:[-?])(?<rest>[^${}]*))?\}/;

/**
 * Fills in variables as Compose does: `${NAME}`, `${NAME:-default}` and `${NAME:?message}`, also within each other.
 * @throws {Error} with the message of a variable that is required
 */
export function interpolate(text: string, variables: Record<string, string>): string {
  for (let filled = text; ; ) {
    const { name = '', operator, rest = '' } = INNERMOST.exec(filled)?.groups ?? {};
    if (name === '') return filled;
    const value = variables[name];
    if (!value && operator === ':?') throw new Error(`${name}: ${rest}`);
    filled = filled.replace(INNERMOST, () => value || (operator === ':-' ? rest : ''));
  }
}
