import { expect, test } from '@jest/globals';
import { planJsonSchema } from '../../adapters/plan-json-schema.ts';
import { planSchema } from '../../scripts/write-plan-schema.ts';

test('what a language model is told of plans is what plans are read by; `npm run plan-schema` writes it', () => {
  expect(planJsonSchema()).toEqual(JSON.parse(JSON.stringify(planSchema())));
});
