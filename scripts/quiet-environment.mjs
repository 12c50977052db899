import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The environment of everything this repository starts: no telemetry, no update checks, and a home directory that can
 * be written to (package managers and browsers fail in many ways without one).
 * @param {string} root the repository
 * @returns {Record<string, string | undefined>} a copy of process.env with these settings
 */
export function quietEnvironment(root) {
  const env = {
    ...process.env,
    DO_NOT_TRACK: '1',
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    BETTER_AUTH_TELEMETRY: '0',
    SCARF_ANALYTICS: 'false',
    NO_UPDATE_NOTIFIER: '1',
    npm_config_update_notifier: 'false',
    npm_config_fund: 'false',
    npm_config_audit: 'false',
  };
  const home = realHome();
  if (home) return { ...env, HOME: home };
  const fallback = [
    join(root, 'node_modules', '.cache', 'home'),
    join(tmpdir(), `timetracker-home-${userId()}`),
  ].find((directory) => make(directory) && isWritable(directory));
  if (!fallback) return env;
  // The user's registry settings stay in force, even if the directory around them cannot be written to.
  const userconfig = join(homedirOrRoot(), '.npmrc');
  return {
    ...env,
    HOME: fallback,
    npm_config_cache: join(fallback, '.npm'),
    ...(isReadable(userconfig) && { npm_config_userconfig: userconfig }),
  };
}

function realHome() {
  const home = process.env.HOME || homedirOrRoot();
  return home !== '/' && isWritable(home) ? home : undefined;
}

/** homedir() throws for a user id without a passwd entry. */
function homedirOrRoot() {
  try {
    return homedir();
  } catch {
    return '/';
  }
}

function userId() {
  return process.getuid ? process.getuid() : 'user';
}

function make(directory) {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    return true;
  } catch {
    return false;
  }
}

// Never creates the directory it asks about: a recursive mkdir below /proc does not end on some versions of Node.
function isWritable(directory) {
  try {
    accessSync(directory, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isReadable(file) {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
