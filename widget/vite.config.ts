/** Builds the chat frame: a page without anything inline, for the strict policy it is served under. */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { trim } from './scripts/trim.ts'

export default defineConfig({
  root: 'src/frame',
  base: '/widget/',
  // the older form of JSX is the smaller one
  oxc: {
    jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' },
    jsxInject: "import { h, Fragment } from 'preact'",
  },
  plugins: [trim()],
  resolve: { alias: { 'socket.io-parser': fileURLToPath(new URL('src/frame/core/parser.ts', import.meta.url)) } },
  build: {
    outDir: '../../dist/frame',
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'], // only keeps light and dark from being rewritten,
    modulePreload: false,
    assetsInlineLimit: 0,
    rollupOptions: { input: 'src/frame/index.html' },
  },
  test: { root: '.', include: ['tests/**/*.test.ts'] },
})
