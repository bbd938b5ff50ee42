import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { CSP } from '#shared/contract/csp.ts';
import { programFile, root } from './runProgram.ts';

/** Builds one of `programs/` as the product's pages are built. */
export async function buildPage(program: string, folder: string): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    plugins: [react()],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'chrome108',
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 4096,
      rolldownOptions: {
        input: programFile(program),
        output: { entryFileNames: 'page.js', assetFileNames: 'page[extname]' },
      },
    },
  });
}

interface PageOptions {
  readonly folder: string;
  readonly origin: string;
  /** Styles of the page around what is measured. */
  readonly layout: string;
  /** Evaluated in the page; its value is given back. */
  readonly expression: string;
}

const html =
  '<!doctype html><link rel="stylesheet" href="page.css"><link rel="stylesheet" href="layout.css">' +
  '<div id="root"></div><script type="module" src="page.js"></script>';

/** Opens a built page in a tab of its own, under the product's policy, and measures there. Throws when the page complains. */
export async function measureInPage(browser: Browser, { folder, origin, layout, expression }: PageOptions): Promise<unknown> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  try {
    await page.route(`${origin}/**`, async (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      const headers = { 'Content-Security-Policy': CSP };
      if (name === '') return route.fulfill({ body: html, contentType: 'text/html', headers });
      if (name === 'layout.css') return route.fulfill({ body: layout, contentType: 'text/css' });
      return route.fulfill({
        body: await readFile(join(folder, name)),
        contentType: name.endsWith('.css') ? 'text/css' : 'text/javascript',
      });
    });
    const complaints: string[] = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(`${origin}/`);
    if (complaints.length > 0) throw new Error(`The page that is measured complains: ${complaints.join('; ')}`);
    return await page.evaluate(expression);
  } finally {
    await page.close();
  }
}
