import { SophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import type { Ledger } from '../ports/stores.ts';
import { databaseCost, dollarsText, ledgerDay } from './cost.ts';
import type { PriceTable } from './prices.ts';

/**
 * Sets aside what a run may cost at most, before it runs: one question against the persona's limit a
 * question, all of them against its day. Over either nothing is reserved and nothing runs.
 *
 * @throws budget.query_exceeded, budget.day_exceeded
 */
export async function reserveBudget(
  ledger: Ledger,
  prices: PriceTable,
  run: { queryId: string; persona: Persona; bytes: number; at: Date },
): Promise<void> {
  const { bytes, ...rest } = run;
  await reserveAmount(ledger, { ...rest, amount: databaseCost(bytes, prices) });
}

/**
 * The same for an amount in micro-dollars, whatever it is for. What the query had set aside before is given back.
 *
 * @throws budget.query_exceeded, budget.day_exceeded
 */
export async function reserveAmount(
  ledger: Ledger,
  { queryId, persona, amount, at }: { queryId: string; persona: Persona; amount: number; at: Date },
): Promise<void> {
  const { perQuery, perDay } = persona.budget;
  if (amount > perQuery) {
    throw new SophiaError('budget.query_exceeded', [], {
      estimate: dollarsText(amount),
      limit: dollarsText(perQuery),
      persona: persona.title,
    });
  }
  const fits = await ledger.reserve({
    queryId,
    persona: persona.name,
    day: ledgerDay(at),
    amount,
    limit: perDay,
    at: at.toISOString(),
  });
  if (!fits) throw new SophiaError('budget.day_exceeded', [], { limit: dollarsText(perDay), persona: persona.title });
}
