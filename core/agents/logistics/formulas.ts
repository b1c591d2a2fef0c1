import type { Formula } from '../types.ts';

export const riskFormula: Formula = {
  words:
    'An open order is late when its promised day has passed. Before that, its probability of being late is the share of past deliveries that took longer than the promise allows, among those that took at least as long as the order has waited.',
  symbols: 'P(late) = P(T > p | T ≥ a) = N(T > p) / N(T ≥ a)',
  terms: [
    { symbol: 'T', meaning: 'days from order to delivery of past deliveries' },
    { symbol: 'p', meaning: 'days from the order to its promise' },
    { symbol: 'a', meaning: 'days that the order has waited' },
    { symbol: 'N', meaning: 'number of deliveries' },
  ],
  source:
    'Empirical conditional survival function: E. L. Kaplan, P. Meier, Nonparametric estimation from incomplete observations, JASA 53, 1958 (without censoring)',
};

export const fillFormula: Formula = {
  words:
    'The unit fill rate is the share of the pieces asked for that were shipped from stock; the line fill rate is the share of the order lines that were shipped in full.',
  symbols: 'β = Σ shipped / Σ asked;  line fill = lines in full / lines',
  terms: [{ symbol: 'β', meaning: 'unit fill rate (type 2 service level)' }],
  source:
    'Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains, on service measures (P2, fraction of demand satisfied from stock)',
};

export const leadTimeFormula: Formula = {
  words:
    'The lead time of a delivery is the days from its order to its arrival. The p-th percentile is the lead time that p percent of the deliveries stay at or under, interpolated between neighbours.',
  symbols: 'T = delivered − ordered;  Q(p) = x_⌊h⌋ + (h − ⌊h⌋)·(x_⌊h⌋₊₁ − x_⌊h⌋),  h = (n − 1)·p',
  terms: [
    { symbol: 'x', meaning: 'lead times in ascending order, counted from 0' },
    { symbol: 'n', meaning: 'number of deliveries' },
  ],
  source:
    'R. J. Hyndman, Y. Fan, Sample quantiles in statistical packages, The American Statistician 50(4), 1996, definition 7',
};
