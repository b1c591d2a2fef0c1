import { type Chunk, candidatesOf, isPhrase } from '../chunks.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { unitOf, unitOfField } from '../units.ts';
import { unitOfMeasure } from './number-units.ts';
import { lowerOf, previousContent, problem, type State } from './state.ts';

/**
 * "revenue per kilometre": a unit behind "per" is the number in that unit of the same rows, which is divided by and never
 * grouped by. Where several are in it, or none, it is not clear which is meant.
 */
export function takePerUnit(state: State): void {
  const { chunks } = state;
  for (const [at, chunk] of chunks.entries()) {
    const group = chunks[at - 1];
    const unit = unitOf(lowerOf(state, chunk));
    if (!unit || unit.quantity === 'money' || !/^(terms|unknown)$/.test(chunk.kind)) continue;
    if (!isPhrase(group, 'group') || lowerOf(state, group) !== 'per') continue;
    const number = previousContent(state, at - 1)?.chunk;
    const [metric] = candidatesOf(number, 'metric').filter(c => c.weight >= 0.8);
    const info = metric && state.catalogue.metrics.get(metric.metric);
    const home = info?.home ?? candidatesOf(number, 'field').find(c => c.field.kind === 'number')?.field.dataset;
    if (home === undefined) continue;
    if (info && !info.additive && info.counts === undefined) {
      problem(state, chunk, reasons.numberBeforeTotal);
      continue;
    }
    const [only, ...more] = numbersIn(state, unit.name, home);
    const { start, end } = chunk;
    if (only && more.length === 0)
      state.chunks = state.chunks.map(c => (c === chunk ? { kind: 'terms', start, end, candidates: [only] } : c));
    else problem(state, chunk, reasons.unclearNumberUnit);
  }
}

type Numbers = Extract<Chunk, { kind: 'terms' }>['candidates'];

/** The totals of these rows that the model has in a unit, and the fields of which it has no such total. */
function numbersIn(state: State, unit: string, home: string): Numbers {
  const { catalogue } = state;
  const metrics = [...catalogue.metrics.values()].filter(
    info => info.home === home && info.additive && info.text.startsWith('SUM('),
  );
  const inUnit = metrics.filter(
    ({ name }) => unitOfMeasure(state, { kind: 'metric', metric: name, at: 0 })?.name === unit,
  );
  const fields = catalogue
    .fieldsOf(home)
    .filter(field => field.kind === 'number' && !field.isIdentifier && unitOfField(field)?.name === unit)
    .filter(({ id }) => !inUnit.some(({ text }) => text.replaceAll('"', '').includes(id)));
  return [
    ...inUnit.map(({ name }) => ({ kind: 'metric' as const, metric: name, weight: 1 })),
    ...fields.map(field => ({ kind: 'field' as const, field, weight: 1 })),
  ];
}
