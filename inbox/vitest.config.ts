/** Tests run apart from the build, so that building needs no test runner. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('src', import.meta.url)) } },
  test: { include: ['tests/**/*.test.ts'], environment: 'node', isolate: false },
});
