import { availableParallelism } from 'node:os';

const longPages = ['editor/editor', 'sharing', 'tiles/gallery'].map(name => `/test/dashboard/web/${name}\\.test`);

/** Tests run as ES modules, as the product does; swc only strips the types. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  testSequencer: '<rootDir>/test/support/longest-first.js',
  testTimeout: 60_000,
  // Many suites wait for a browser or a server that they started: more run than there are processors.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  // These drive long paths of the page in Chromium; `npm run test:pages` runs them, which takes two minutes more.
  testPathIgnorePatterns: process.env['SOPHIA_TEST_PAGES'] ? ['/node_modules/'] : ['/node_modules/', ...longPages],
};
