import { candidatesOf, isPhrase } from '../chunks.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { lowerOf, problem, type State } from './state.ts';

/**
 * "customers who buy only from Asia", "orders shipped by air only": of things that have many of what is said, "only" says
 * that there are no others. As a filter it would keep each that has one such among others.
 */
export function refuseNothingBut(state: State): void {
  const { chunks, draft, catalogue } = state;
  const at = chunks.findIndex(
    (chunk, i) => i > 0 && isPhrase(chunk, 'only') && /^(only|just|solely|exclusively)$/.test(lowerOf(state, chunk)),
  );
  const chunk = chunks[at];
  const isAlone = draft.measures.every(measure => measure.kind === 'count' || measure.kind === 'metric');
  const things = chunks
    .slice(0, at)
    .flatMap(c => candidatesOf(c, 'dataset'))
    .filter(({ weight }) => weight >= 0.9);
  const [owner] = things;
  if (
    !chunk ||
    !owner ||
    !isAlone ||
    chunks.slice(0, at).some(c => candidatesOf(c, 'metric').some(m => m.weight >= 0.9))
  )
    return;
  const filters = draft.filters.filter(filter => filter.at > at || filter.at === at - 1);
  const far = filters.some(filter =>
    filter.options.every(({ field }) => !catalogue.hasOne(owner.dataset, field.dataset)),
  );
  if (far && filters.every(filter => filter.operator === 'in')) problem(state, chunk, reasons.nothingButThose);
}
