/** Builds the one file that sites embed. */
import { defineConfig } from 'vite'

export default defineConfig({
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2022',
    lib: { entry: 'src/loader/index.ts', formats: ['iife'], name: 'CustAreaLoader', fileName: () => 'widget.js' },
  },
})
