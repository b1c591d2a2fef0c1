import { availableParallelism } from 'node:os';

const longPages = ['editor/editor', 'sharing', 'tiles/gallery', 'every-feature/.*'].map(
  name => `/test/dashboard/web/${name}\\.test`,
);

/**
 * Tests run as the product does: as ES modules in Node, which strips the types. A worker runs one suite after the other
 * and loads a module once: what a suite changes in its process it puts back.
 */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  runner: '<rootDir>/test/support/jest/runner.js',
  setupFiles: ['<rootDir>/test/support/jest/setup.js'],
  transform: {},
  testSequencer: '<rootDir>/test/support/jest/longest-first.js',
  // Many suites wait for a browser or a server that they started: more run than there are processors.
  maxWorkers: Math.ceil(availableParallelism() * 2),
  // These drive long paths of the page in Chromium; `npm run test:pages` runs them, which takes half a minute more.
  testPathIgnorePatterns: process.env['SOPHIA_TEST_PAGES'] ? ['/node_modules/'] : ['/node_modules/', ...longPages],
};
