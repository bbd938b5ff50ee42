import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

/** The engine's process and the simulator's thread: modules for Node 24, with every dependency inside, so that a package needs no node_modules. */
export default defineConfig({
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    outDir: join(root, 'out', 'engine'),
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      input: {
        engine: join(root, 'electron', 'ipc', 'engineProcess.ts'),
        simulatorWorker: join(root, 'electron', 'simulator', 'worker.ts'),
      },
      external: [...builtinModules, ...builtinModules.map((name) => `node:${name}`), 'electron'],
      output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
    },
  },
});
