import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const first = new URL('theme.js', import.meta.url).pathname;

/**
 * theme.js runs before the first paint, which waits for it. Under a name with its hash browsers keep it, and need not
 * ask at every visit whether it has changed.
 */
const keepFirstScript = (): Plugin => ({
  name: 'keep-first-script',
  apply: 'build',
  async buildStart() {
    this.emitFile({ type: 'asset', name: 'theme.js', source: await this.fs.readFile(first) });
  },
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const kept = Object.values(bundle).find(file => file.type === 'asset' && file.names.includes('theme.js'));
      if (kept === undefined) throw new Error('theme.js is not among what was built.');
      return html.replace('src="/theme.js"', `src="/${kept.fileName}"`);
    },
  },
});

/** `npm run build:web` writes dashboard/web/dist; the dashboard server serves it with a strict content security policy. */
export default defineConfig({
  plugins: [react(), tailwindcss(), keepFirstScript()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Fonts stay files: the policy allows no data: sources.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Observable Plot, loaded when the first chart is drawn.
    chunkSizeWarningLimit: 600,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
