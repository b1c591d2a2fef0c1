import type { Formula } from '../types.ts';

export const onTimeFormula: Formula = {
  words:
    'The on-time rate is the share of the purchase orders due in the window that were received in full by the day they were expected. Those that are due and still outstanding count as late. The interval holds the true rate with a probability of 95 %.',
  symbols: 'p = on time / due;  (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)',
  terms: [
    { symbol: 'n', meaning: 'purchase orders due' },
    { symbol: 'z', meaning: '1.96, for 95 %' },
  ],
  source:
    'SCOR, RL.2.2 (delivery performance to commit date); interval: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22, 1927',
};

export const priceFormula: Formula = {
  words:
    'The price index of a supplier compares what the products bought in both periods cost now and before, at the quantities bought before; a price is the money spent on a product over its quantity. An index of 105 % is a rise of 5 %.',
  symbols: 'L = Σ p₁·q₀ / Σ p₀·q₀;  P = Σ p₁·q₁ / Σ p₀·q₁;  F = √(L·P)',
  terms: [
    { symbol: 'p₀, q₀', meaning: 'price and quantity in the period before' },
    { symbol: 'p₁, q₁', meaning: 'price and quantity in the last period' },
    { symbol: 'L, P, F', meaning: 'indices of Laspeyres, Paasche and Fisher' },
  ],
  source: 'Consumer Price Index Manual: Concepts and Methods, ILO, IMF and others, 2020, on basic index number theory',
};

export const concentrationFormula: Formula = {
  words:
    'The Herfindahl-Hirschman index is the sum of the squared shares of spend: 1 when all is bought from one supplier, 1/n when n have equal shares. Above 0.18 a market counts as highly concentrated, above 0.10 as moderately.',
  symbols: 'HHI = Σ s_i²;  effective number of suppliers = 1 / HHI',
  terms: [{ symbol: 's_i', meaning: 'share of the spend that goes to supplier i' }],
  source:
    'A. O. Hirschman, The paternity of an index, American Economic Review 54, 1964; limits: Merger Guidelines, U.S. Department of Justice and Federal Trade Commission, 2023',
};

export const riskFormula: Formula = {
  words:
    'A supplier is flagged for each of: an on-time rate that is under the target even at the upper end of its interval; prices that rose by the limit and more; a share of spend at the limit and more. More flags come first, and of equals the larger share.',
  symbols: 'flags = [p_high < target] + [L − 1 ≥ rise] + [s ≥ share]',
  terms: [
    { symbol: 'p_high', meaning: 'upper end of the 95 % interval of the on-time rate' },
    { symbol: 'L', meaning: 'price index of Laspeyres' },
    { symbol: 's', meaning: 'share of spend' },
  ],
  source: 'A rule over the three measures of this agent; each is explained where it is asked for by itself',
};
