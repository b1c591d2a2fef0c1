import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npm run build:web` writes dashboard/web/dist; the dashboard server serves it with a strict content security policy. */
export default defineConfig({
  plugins: [react(), tailwindcss()],
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
