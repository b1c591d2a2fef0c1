import { describe, expect, test } from '@jest/globals';
import { openBedrock } from '../../adapters/bedrock.ts';
import { openOpenAICompatible } from '../../adapters/openai-compatible.ts';
import { retry } from '../../adapters/retry.ts';
import { bedrockPrices } from '../../core/ledger/bedrock-prices.ts';
import { languageModelContract } from '../contracts/language-model.ts';
import { startBedrock } from '../doubles/aws/bedrock.ts';
import { jsonFault } from '../doubles/aws/server.ts';
import { startOpenAI } from '../doubles/openai.ts';
import { region } from '../support/aws.ts';

const retries = { firstPause: 1, attempts: 4 };
const prices = { input: 1_000_000, output: 5_000_000 };

languageModelContract({
  name: 'Bedrock',
  startServer: startBedrock,
  open: endpoint =>
    openBedrock({ region, endpoint, modelId: 'anthropic.x', prices, retries, requestTimeoutMilliseconds: 500 }),
  throttled: jsonFault(429, 'ThrottlingException'),
  denied: jsonFault(403, 'AccessDeniedException', 'arn:aws:iam::123456789012:role/x may not'),
});

for (const [name, asText] of [
  ['an OpenAI-compatible server', false],
  ['an OpenAI-compatible server that writes forms as text', true],
] as const) {
  languageModelContract({
    name,
    startServer: next => startOpenAI(next, asText),
    open: url =>
      openOpenAICompatible({ url: `${url}/v1/`, model: 'm', apiKey: 'secret', retries, timeoutMilliseconds: 500 }),
    throttled: { status: 429 },
    denied: { status: 401, body: '{"error":{"message":"wrong key secret"}}' },
  });
}

describe('retries', () => {
  test('pauses are random under a bound that doubles up to the longest', async () => {
    const asked: number[] = [];
    const random = () => {
      asked.push(asked.length);
      return 0;
    };
    let attempts = 0;
    const work = async () => {
      attempts += 1;
      throw new Error('passing');
    };
    await expect(retry(work, () => true, { attempts: 5, random })).rejects.toThrow('passing');
    expect([attempts, asked.length]).toEqual([5, 4]);
    await expect(retry(work, () => false, { random })).rejects.toThrow('passing');
    expect(attempts).toBe(6);
  });
});

describe('prices of Bedrock', () => {
  test('a regional profile of Claude costs a tenth more; an unknown model has no price', () => {
    expect(bedrockPrices('global.anthropic.claude-haiku-4-5-20251001-v1:0')).toEqual(prices);
    expect(bedrockPrices('us.anthropic.claude-haiku-4-5-20251001-v1:0')).toEqual({
      input: 1_100_000,
      output: 5_500_000,
    });
    expect(bedrockPrices('us.amazon.nova-lite-v1:0')).toEqual({ input: 60_000, output: 240_000 });
    expect(bedrockPrices('meta.unknown')).toBeUndefined();
  });
});
