/** How the inbox is built: one page under a strict content policy, so nothing may end up inline in it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The theme must be known before the first paint, and a module script runs after it: a tiny classic file does it. */
function themeBeforePaint(): Plugin {
  const source = readFileSync(here('boot/theme.js'), 'utf8');
  const name = `assets/theme-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.js`;
  return {
    name: 'theme-before-paint',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'asset', fileName: name, source });
    },
    transformIndexHtml: () => [{ tag: 'script', attrs: { src: `/inbox/${name}` }, injectTo: 'head-prepend' }],
  };
}

export default defineConfig({
  base: '/inbox/',
  resolve: { alias: { '@': here('src'), '@widget': here('../widget/src') } },
  plugins: [react(), { ...optimizeLocales.vite({ locales: ['en-US'] }), enforce: 'pre' }, themeBeforePaint()],
  build: {
    assetsInlineLimit: 0,
    // one style sheet: a part of it that could not be fetched with its page would never be asked for again
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    target: 'es2022',
    chunkSizeWarningLimit: 900,
  },
});
