import { join } from 'node:path';
import { defineConfig } from 'electron-vite';
import { pages } from './vite.config.ts';

const root = import.meta.dirname;

/** Main and preload: one CommonJS file each. Node 16 is what the oldest Electron that loads them (22) has inside. */
const bundle = (name: 'main' | 'preload') => ({
  build: {
    outDir: join(root, 'out', name),
    emptyOutDir: true,
    target: 'node16',
    externalizeDeps: false,
    minify: false,
    rolldownOptions: {
      input: { [name]: join(root, 'electron', `${name}.ts`) },
      external: ['electron'],
      output: { format: 'cjs' as const, entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
});

export default defineConfig({ main: bundle('main'), preload: bundle('preload'), renderer: pages });
