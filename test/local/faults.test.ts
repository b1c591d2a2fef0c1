import { expect, test } from '@jest/globals';
import { checkSpec } from '../../core/dashboards/check-spec.ts';
import { parseSpec } from '../../core/dashboards/parse-spec.ts';
import { analyst } from '../../core/identity/persona.ts';
import { resolveModel } from '../../core/semantic/resolve/model.ts';
import { faultLines } from '../../local/faults.ts';
import { shop } from '../core/plan/shop.ts';

const model = resolveModel(shop, { file: 'shop.yaml' });
const tile = (id: string, y = 0) => ({
  ...{ id, kind: 'number', title: id, at: { x: 0, y, w: 3, h: 2 } },
  plan: { measures: [{ name: 'n', metric: 'nothing' }] },
});
const linesOf = (over: string): string[] => {
  const spec = parseSpec({ version: 1, id: 'board', title: 'Board', model: over, tiles: [tile('a'), tile('b', 2)] });
  try {
    checkSpec(spec, { model, personas: [analyst], now: new Date('2026-08-19') });
  } catch (error) {
    return faultLines(error);
  }
  return [];
};

test('the faults of a dashboard are told one a line, each with its place', () => {
  expect(linesOf('shop')).toEqual([
    expect.stringMatching(/^ {2}tiles\[0\]\.plan.*nothing/),
    expect.stringMatching(/^ {2}tiles\[1\]\.plan.*nothing/),
  ]);
});

test('a dashboard over a model that is not here is not judged by another one', () => {
  expect(linesOf('other')).toEqual([expect.stringMatching(/^ {2}model: There is no model other here\./)]);
});
