import { expect, test } from '@jest/globals';
import { supportedRuntimes } from '../../policies/supported-runtimes.ts';
import { type Given, refused } from './harness.ts';

const lambda = (props: object): Given => ({ type: 'aws:lambda/function:Function', props: { ...props } });

test('a runtime that is patched is accepted, and an image, which brings its own', () => {
  expect(refused(supportedRuntimes, [lambda({ runtime: 'nodejs24.x' }), lambda({ packageType: 'Image' })])).toEqual([]);
});

test('a deprecated runtime and an unknown one are refused', () => {
  for (const runtime of ['nodejs18.x', 'python3.9', 'go1.x', undefined]) {
    expect(refused(supportedRuntimes, [lambda({ runtime })])).toEqual(['Function']);
  }
});
