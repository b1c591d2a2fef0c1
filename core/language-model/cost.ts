import type { TokenPrices, Tokens } from '../ports/language-model.ts';

const million = 1_000_000;

/** Micro-dollars of a call, rounded up: what is billed is never more than what is entered. */
export const tokenCost = (tokens: Tokens, prices: TokenPrices): number =>
  Math.ceil((tokens.input * prices.input + tokens.output * prices.output) / million);

/** Tokens that a text has at most, near enough to set money aside: three bytes of UTF-8 each, where four are usual. */
export const mostTokens = (text: string): number => Math.ceil(new TextEncoder().encode(text).length / 3);
