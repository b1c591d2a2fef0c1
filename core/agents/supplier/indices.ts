/** What was bought of a product in two periods. */
export interface Bought {
  readonly before: { readonly spend: number; readonly quantity: number };
  readonly now: { readonly spend: number; readonly quantity: number };
}

export interface PriceIndices {
  readonly laspeyres: number;
  readonly paasche: number;
  readonly fisher: number;
  /** Products that have a price in both periods. */
  readonly matched: number;
  /** Share of the money of the last period that those make up. */
  readonly coverage: number;
}

const hasPrice = ({ spend, quantity }: Bought['now']): boolean => spend > 0 && quantity > 0;

/**
 * Price indices over the products bought in both periods (1 is no change); undefined where there is none.
 * A price is the spend over the quantity (unit value). Source: CPI Manual, see formulas.ts.
 */
export function priceIndices(products: readonly Bought[]): PriceIndices | undefined {
  const both = products.filter(({ before, now }) => hasPrice(before) && hasPrice(now));
  if (both.length === 0) return undefined;
  const sum = (of: (one: Bought) => number) => both.reduce((total, one) => total + of(one), 0);
  const price = ({ spend, quantity }: Bought['now']) => spend / quantity;
  const laspeyres = sum(({ before, now }) => price(now) * before.quantity) / sum(({ before }) => before.spend);
  const paasche = sum(({ now }) => now.spend) / sum(({ before, now }) => price(before) * now.quantity);
  const spent = products.reduce((total, { now }) => total + Math.max(0, now.spend), 0);
  return {
    laspeyres,
    paasche,
    fisher: Math.sqrt(laspeyres * paasche),
    matched: both.length,
    coverage: sum(({ now }) => now.spend) / spent,
  };
}
