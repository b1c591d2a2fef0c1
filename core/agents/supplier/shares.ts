export interface Spent {
  readonly supplier: string;
  /** Money; not negative. */
  readonly spend: number;
}

export interface Concentration {
  readonly total: number;
  /** Largest first. */
  readonly shares: readonly { readonly supplier: string; readonly share: number }[];
  /** Above 0 up to 1. */
  readonly index: number;
  /** Suppliers of equal size that would be as concentrated. */
  readonly effective: number;
}

/** Shares of spend and their Herfindahl-Hirschman index; undefined where nothing was spent. Source: see formulas.ts. */
export function concentrationOf(spent: readonly Spent[]): Concentration | undefined {
  const totals = new Map<string, number>();
  for (const { supplier, spend } of spent) totals.set(supplier, (totals.get(supplier) ?? 0) + Math.max(0, spend));
  const total = [...totals.values()].reduce((sum, spend) => sum + spend, 0);
  if (total <= 0) return undefined;
  const shares = [...totals]
    .filter(([, spend]) => spend > 0)
    .map(([supplier, spend]) => ({ supplier, share: spend / total }))
    .sort((a, b) => b.share - a.share || (a.supplier < b.supplier ? -1 : 1));
  const index = shares.reduce((sum, { share }) => sum + share * share, 0);
  return { total, shares, index, effective: 1 / index };
}

/** In words, by the limits of the merger guidelines. */
export const concentrationLevel = (index: number): 'high' | 'moderate' | 'low' =>
  index > 0.18 ? 'high' : index > 0.1 ? 'moderate' : 'low';
