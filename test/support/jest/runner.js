import ChildProcessRunner from 'jest-light-runner/child-process';

const keeper = new URL('./keep-worker-data.js', import.meta.url).href;

/**
 * jest-light-runner sends what a worker is to know when the first of them asks, to all of them: one that is about to ask
 * misses it, and waits for ever. Each keeps it until it asks.
 */
export default class Runner extends ChildProcessRunner {
  constructor(...given) {
    super(...given);
    process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --import ${keeper}`.trim();
  }
}
