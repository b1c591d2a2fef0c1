import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openForCommand } from '../../scripts/ask/platform.ts';
import { evaluate, type Verdict } from '../../scripts/evaluate/evaluate.ts';
import { readGolden } from '../../scripts/evaluate/golden.ts';
import { type Dataset, makeDataset } from '../scripts/dataset.ts';

/** The golden sets of the built-in models, over the data and at the moment that `models/golden/README.md` names. */
const sets = [
  { model: 'supply-chain', scale: 0.02, parts: ['', '-refuse', '-dialogs'], refused: 29 },
  { model: 'company', scale: 0.1, parts: ['', '-refuse'], refused: 46 },
] as const;
const verdicts = new Map<string, Verdict[]>();
const made: Dataset[] = [];

beforeAll(async () => {
  for (const { model, scale, parts } of sets) {
    const data = await makeDataset({ scale, seed: 1, until: '2026-06-30', only: model });
    made.push(data);
    const { platform, persona } = await openForCommand({
      data: data.directory,
      model: `models/${model}.yaml`,
      now: '2026-07-01T00:00:00Z',
      maxRows: 100_000,
    });
    try {
      const golden = await Promise.all(parts.map(part => readGolden(`models/golden/${model}${part}.jsonl`)));
      verdicts.set(model, await evaluate(platform, persona, golden.flat()));
    } finally {
      await platform.close();
    }
  }
}, 120_000);
afterAll(async () => {
  for (const data of made) await data.close();
});

describe.each(sets)('questions over $model', ({ model, refused }) => {
  const found = (verdict: string) => (verdicts.get(model) ?? []).filter(each => each.verdict === verdict);

  test('no answer is wrong, and what has none is refused', () => {
    expect(found('right').length).toBeGreaterThan(0);
    expect(found('wrong').map(each => `${each.id} ${each.question}: ${each.said}`)).toEqual([]);
  });

  test('most of what has an answer is answered', () => {
    expect(found('refused').length).toBeLessThanOrEqual(refused);
  });
});

test.each(['late orders to Berlin', 'late orders from Acme to Berlin'])('%s: orders whose shipments are late', text => {
  expect(verdicts.get('supply-chain')?.find(each => each.question === text)?.verdict).toBe('right');
});
