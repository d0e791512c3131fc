/** Tests run apart from the build, so that building needs no test runner. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: { alias: { '@': here('src'), '@widget': here('../widget/src') } },
  test: { include: ['tests/**/*.test.ts'], environment: 'node', isolate: false },
});
