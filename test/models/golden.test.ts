import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openForCommand } from '../../scripts/ask/platform.ts';
import { evaluate, type Verdict } from '../../scripts/evaluate/evaluate.ts';
import { readGolden } from '../../scripts/evaluate/golden.ts';
import { type Dataset, makeDataset } from '../scripts/dataset.ts';

/** The golden set of the built-in model, over the data and at the moment that `models/golden/README.md` names. */

let data: Dataset;
let verdicts: Verdict[];

beforeAll(async () => {
  data = await makeDataset({ scale: 0.02, seed: 1, until: '2026-06-30' });
  const { platform, persona } = await openForCommand({
    data: data.directory,
    model: 'models/supply-chain.yaml',
    now: '2026-07-01T00:00:00Z',
    maxRows: 100_000,
  });
  try {
    const parts = ['supply-chain', 'supply-chain-refuse', 'supply-chain-dialogs'];
    const golden = await Promise.all(parts.map(part => readGolden(`models/golden/${part}.jsonl`)));
    verdicts = await evaluate(platform, persona, golden.flat());
  } finally {
    await platform.close();
  }
}, 120_000);
afterAll(() => data.close());

test('no answer is wrong, and what has none is refused', () => {
  const wrong = verdicts.filter(each => each.verdict === 'wrong');
  expect(wrong.map(each => `${each.id} ${each.question}: ${each.said}`)).toEqual([]);
});

test('most of what has an answer is answered', () => {
  const refused = verdicts.filter(each => each.verdict === 'refused');
  expect(refused.length).toBeLessThanOrEqual(29);
});

test.each(['late orders to Berlin', 'late orders from Acme to Berlin'])('%s: orders whose shipments are late', text => {
  expect(verdicts.find(each => each.question === text)?.verdict).toBe('right');
});
