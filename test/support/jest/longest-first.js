import TestSequencer from '@jest/test-sequencer';

/** Suites that take longest: begun last, they would run alone while other processors wait. A fresh clone can't know. */
const longest = [
  'dashboard/web/page',
  'scripts/preview',
  'components/package',
  'stacks/graph',
  'scripts/stack/engine',
  'dashboard/web/dashboards',
  'dashboard/server/main',
  'questions/questions',
  'stacks/',
  'local/',
  'models/examples',
  'policies/pack',
  'scripts/',
  'laws',
];

const rank = path => {
  const at = longest.findIndex(part => path.includes(`/test/${part}`) || path.endsWith(`${part}.test.ts`));
  return at === -1 ? longest.length : at;
};

/** Jest's own order, by how long a suite took last or its size, within those that are told to begin first. */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    return super.sort(tests).toSorted((one, other) => rank(one.path) - rank(other.path));
  }
}
