import { type BuildOptions, build, type Plugin, type RolldownLog } from 'rolldown';
import { endWithOneLine } from '../apps/supervisor/src/end-with-one-line.ts';
import { root } from '../apps/supervisor/src/root.ts';

// Puts each server with all that it imports into a few files, in the `dist` of its app. What is imported on demand stays in
// files of its own. `npm start` runs it when the source has changed; the image is built with it.

/** Asked for by what looks for its files beside it, or only where it is installed. */
const external = ['swagger-ui-dist/package.json', 'pg-native'];

/** The board looks for its pages by `eval` only when it is not told where they are, which it is. */
const isHarmless = ({ code, id = '' }: RolldownLog): boolean => code === 'EVAL' && id.includes('@bull-board');

/**
 * A process keeps the text of its modules, with a byte a character as long as all of them are ASCII: any other one would
 * double megabytes.
 */
const inAscii: Plugin = {
  name: 'in-ascii',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      if (/\\\P{ASCII}/u.test(chunk.code))
        this.error(`${chunk.fileName}: such a character follows a backslash`);
      chunk.code = chunk.code.replaceAll(/\P{ASCII}/gu, escaped);
    }
  },
};

const escaped = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

const server = (app: string, input: Record<string, string>): BuildOptions => ({
  cwd: root,
  input,
  external,
  platform: 'node',
  // An import that leads nowhere would be noticed only when it is needed.
  onLog(level, log) {
    if (level === 'warn' && !isHarmless(log)) throw new Error(log.message);
  },
  output: {
    dir: `apps/${app}/dist`,
    cleanDir: true,
    format: 'esm',
    // Error classes, entities and jobs are told by their names.
    keepNames: true,
    comments: false,
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    plugins: [inAscii],
  },
});

await endWithOneLine(async () => {
  await build([
    server('api', { main: 'apps/api/src/main.ts', migrate: 'scripts/migrate.ts' }),
    server('worker', { main: 'apps/worker/src/main.ts' }),
  ]);
});
