import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import type { UserConfig } from 'vite';

const root = import.meta.dirname;

/** The pages. Relative addresses, so that one build works at app:// and at http://. */
export const pages = {
  root: join(root, 'renderer'),
  base: './',
  plugins: [react()],
  build: {
    outDir: join(root, 'out', 'renderer'),
    emptyOutDir: true,
    // The oldest browser that loads them is the one in the Electron that the desktop tests may have to use.
    target: 'chrome108',
    modulePreload: { polyfill: false },
    // Inlined scripts and workers would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4096,
    rolldownOptions: { input: join(root, 'renderer', 'index.html') },
  },
} satisfies UserConfig;

export default defineConfig(pages);
