import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';
import { compileMessages } from './compile-messages.ts';

const apiOrigin = process.env['API_ORIGIN'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [
    compileMessages(),
    react(),
    // Once, here, as small as can be; the server only picks the file that the browser understands.
    compression({ algorithms: ['brotliCompress', 'gzip'], exclude: [/\.html$/, /\.woff2$/] }),
  ],
  // Browsers have Temporal by now; those that do not load it apart from what every page needs.
  resolve: {
    alias: [
      {
        find: /^temporal-polyfill$/,
        replacement: fileURLToPath(new URL('./src/temporal.ts', import.meta.url)),
      },
    ],
  },
  server: { proxy: { '/api': apiOrigin } },
  build: {
    target: 'es2023',
    // Those that know light-dark(): for others it would be rewritten into what needs a color-scheme in our own CSS.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // A file as a data: URL would need `font-src data:` and the like in the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Two files instead of forty small ones, which compress a tenth worse and are asked for in turns: what
            // every page needs, and what the frame and the dashboard add to that.
            { name: 'start', tags: ['$initial'] },
            { name: 'first-page', test: /\/src\/(shell\/shell|routes\/dashboard)\.tsx$/ },
          ],
        },
      },
      // The shared package only declares things: pages that need its labels must not carry its validators.
      treeshake: { moduleSideEffects: (id) => !id.includes('/packages/shared/src/') },
    },
  },
});
