import type { TokenPrices } from '../ports/language-model.ts';

/**
 * On-demand prices of models on Bedrock in us-east-1, micro-dollars for a million tokens; read on 2026-11-21, to be
 * looked up again at https://aws.amazon.com/bedrock/pricing/. Regional profiles (`us.`, `eu.` …) of Claude from 4.5 on
 * cost a tenth more than global ones.
 */
const prices: readonly (readonly [pattern: RegExp, prices: TokenPrices])[] = [
  [/anthropic\.claude-haiku-4-5/, { input: 1_000_000, output: 5_000_000 }],
  [/anthropic\.claude-sonnet-4-[56]/, { input: 3_000_000, output: 15_000_000 }],
  [/anthropic\.claude-opus-4-[5-7]/, { input: 5_000_000, output: 25_000_000 }],
  [/amazon\.nova-micro-v1/, { input: 35_000, output: 140_000 }],
  [/amazon\.nova-lite-v1/, { input: 60_000, output: 240_000 }],
  [/amazon\.nova-pro-v1/, { input: 800_000, output: 3_200_000 }],
];

const regionalTenth = (modelId: string): boolean => /anthropic/.test(modelId) && !modelId.startsWith('global.');

/** Prices of a model or inference profile; undefined for one that the table has not: then they must be given. */
export function bedrockPrices(modelId: string): TokenPrices | undefined {
  const found = prices.find(([pattern]) => pattern.test(modelId))?.[1];
  if (!found || !regionalTenth(modelId)) return found;
  return { input: (found.input * 11) / 10, output: (found.output * 11) / 10 };
}
