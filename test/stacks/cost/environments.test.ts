import { expect, test } from '@jest/globals';
import { pricedResources } from '../../../scripts/stack/priced.ts';
import { estimate } from '../../../stacks/cost/estimate.ts';
import { recorded } from '../../support/recordings.ts';

const dollars = (microDollars: number): number => Math.round(microDollars / 10_000) / 100;

test('development costs less than 60 dollars a month at rest', async () => {
  const { atRest } = estimate(pricedResources(await recorded('development', 'invented')));
  expect(dollars(atRest)).toBeLessThan(60);
}, 120_000);

test.each(['development', 'production'])(
  'everything of %s has a price or is known to be free',
  async stack => {
    expect(estimate(pricedResources(await recorded(stack, 'invented'))).notPriced).toEqual([]);
  },
  120_000,
);

test.each(['development', 'production'])(
  'what the stack %s tells of its cost is this estimate',
  async stack => {
    const recording = await recorded(stack, 'invented');
    const { atRest } = estimate(pricedResources(recording));
    expect(recording.outputs['monthly_cost_estimate_usd']).toBe(dollars(atRest));
  },
  120_000,
);
