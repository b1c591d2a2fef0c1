import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

/** Builds the page of tiles as the product is built, into a directory of its own. */
export async function buildGallery(directory: string): Promise<void> {
  await build({
    root: fileURLToPath(new URL('.', import.meta.url)),
    configFile: false,
    base: './',
    logLevel: 'error',
    plugins: [react(), tailwindcss()],
    build: { outDir: directory, emptyOutDir: true, assetsInlineLimit: 0, minify: false, chunkSizeWarningLimit: 2_000 },
  });
}
