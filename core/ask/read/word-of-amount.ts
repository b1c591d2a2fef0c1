import { candidatesOf } from '../chunks.ts';
import { problem, type State } from './state.ts';

/**
 * "what part of the invoiced amount is still open", where contracts are open and invoices have an open amount: the value
 * is that of other things than are measured, and what is measured has a number that is called so.
 */
export function refuseWordOfAmount(state: State): void {
  const { draft, chunks, catalogue } = state;
  const homes = draft.measures.flatMap(measure =>
    measure.kind === 'metric' ? (catalogue.metrics.get(measure.metric)?.home ?? []) : [],
  );
  for (const filter of draft.filters) {
    const chunk = chunks[filter.at];
    if (!chunk || filter.options.some(({ field }) => homes.includes(field.dataset))) continue;
    // "of open contracts"
    const things = candidatesOf(chunks[filter.at + 1], 'dataset').filter(({ weight }) => weight > 0.9);
    if (things.some(({ dataset }) => filter.options.some(({ field }) => field.dataset === dataset))) continue;
    const amount = candidatesOf(chunk, 'field').find(
      ({ field, weight }) => weight >= 0.6 && field.kind === 'number' && homes.includes(field.dataset),
    );
    if (amount)
      problem(
        state,
        chunk,
        `It may be said of the ${amount.field.label.toLowerCase()} or of other things: name the number.`,
      );
  }
}
