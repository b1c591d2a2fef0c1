import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

/** Builds the page of tiles as the product is built, into the directory that is the argument. */
const [, , directory] = process.argv;
if (directory === undefined) throw new Error('Give the directory to build into.');
await build({
  root: fileURLToPath(new URL('.', import.meta.url)),
  configFile: false,
  base: './',
  logLevel: 'error',
  plugins: [react(), tailwindcss()],
  build: { outDir: directory, emptyOutDir: true, assetsInlineLimit: 0, minify: false, chunkSizeWarningLimit: 2_000 },
});
