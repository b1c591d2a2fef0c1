import type { Formula } from '../types.ts';

export const reorderFormula: Formula = {
  words:
    'The reorder point is the demand expected during a lead time plus a safety stock, which covers what demand and lead time vary. A product is to be reordered when its stock position is at or under it.',
  symbols: 'ROP = d̄·L̄ + SS;  SS = z·√(L̄·σ_d² + d̄²·σ_L²)',
  terms: [
    { symbol: 'd̄, σ_d', meaning: 'mean and standard deviation of the demand a day; days without demand count as zero' },
    { symbol: 'L̄, σ_L', meaning: 'mean and standard deviation of the lead time in days' },
    {
      symbol: 'z',
      meaning: 'the point of the standard normal distribution that the service level is below (95 %: 1.645)',
    },
  ],
  source:
    'Chopra and Meindl, Supply Chain Management, on safety inventory; Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains, on (s, Q) systems',
};

export const safetyFormula: Formula = {
  ...reorderFormula,
  words:
    'The safety stock is what is kept beyond the demand expected during a lead time, so that with the probability of the service level nothing runs out before the order arrives.',
  symbols: 'SS = z·√(L̄·σ_d² + d̄²·σ_L²)',
};

export const coverFormula: Formula = {
  words: 'Days of cover are the days that the stock on hand lasts when every day brings the average demand.',
  symbols: 'DOC = on hand / d̄',
  terms: [{ symbol: 'd̄', meaning: 'mean demand a day; days without demand count as zero' }],
  source: 'Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains, on coverage (time supply)',
};

export const abcFormula: Formula = {
  words:
    'Products are ranked by the value of what is consumed. Those that make up the first 80 % of the value are class A, those up to 95 % class B, the rest class C. A product belongs to the class in which its share begins.',
  symbols: 'v_i = D_i·c_i;  F_i = Σ_{j<i} v_j / Σ v;  A: F_i < 80 %, B: F_i < 95 %, else C',
  terms: [
    { symbol: 'D_i', meaning: 'quantity of the product demanded in the window' },
    { symbol: 'c_i', meaning: 'cost of one piece' },
    { symbol: 'F_i', meaning: 'share of the value that larger products make up' },
  ],
  source:
    'H. F. Dickie, ABC inventory analysis shoots for dollars, not pennies, Factory Management and Maintenance, 1951; Silver, Pyke and Thomas, on distribution by value',
};
