import { type Build, ensureBuilt, forgetBuild } from './ensure-built.ts';

const web: Build = {
  what: 'The web app',
  // Of the API it takes types only, which leave no trace in it.
  inputs: ['apps/web', 'packages/shared', 'pnpm-lock.yaml', 'tsconfig.base.json'],
  outputs: ['apps/web/dist/index.html'],
  stampFile: 'apps/web/dist/.built-from',
  args: ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'],
  cwd: 'apps/web',
};

/**
 * Builds the web app into apps/web/dist unless that was built from the present source. Not through Turborepo, whose
 * look at a repository without git takes longer than everything else that a start does.
 * @throws {StartError} when it cannot be built; the reason was written to stderr
 */
export const buildWeb = (stopping: AbortSignal): Promise<void> => ensureBuilt(web, stopping);

/** Makes the next `buildWeb` build, whatever is in apps/web/dist by then. */
export const forgetWebBuild = (): Promise<void> => forgetBuild(web);
