import { type Chunk, candidatesOf, namesThings } from '../chunks.ts';
import { thingsCounted } from '../counted-rows.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { lowerOf, problem, type State } from './state.ts';

const having = /^(with|having|has|have|had|placed|made)$/;
const little = /^(a|an|any|some|the|at least one|who|that|which)$/;

/**
 * "revenue of customers with orders over 300k": of those orders alone, or all that such customers brought? The number
 * is of rows that belong to what they have, so either could be meant, and they are far from each other.
 */
export function refusePartOrAll(state: State): void {
  const { chunks } = state;
  const rest = chunks.filter(c => !little.test(lowerOf(state, c)));
  rest.forEach((chunk, at) => {
    const [of, owner] = [rest[at - 2], rest[at - 1]];
    // "urgent orders"
    const rows = rest.slice(at + 1).find((c, i, behind) => namesThings(c) || !behind.slice(0, i + 1).every(isValue));
    if (!of || !owner || !rows || !having.test(lowerOf(state, chunk)) || !/^(of|from|by|for)$/.test(lowerOf(state, of)))
      return;
    const narrowed = rest.slice(at + 1).some(narrows);
    if (narrowed && isOneOf(state, rows, owner) && rest.slice(0, at - 2).some(c => isNumberOf(state, c, rows)))
      problem(state, rows, reasons.theseAloneAll);
  });
}

const isValue = (chunk: Chunk): boolean => candidatesOf(chunk, 'value').some(({ weight }) => weight >= 0.9);

const narrows = (chunk: Chunk): boolean => chunk.kind === 'number' || chunk.kind === 'time' || isValue(chunk);

const thingsOf = (chunk: Chunk): string | undefined =>
  namesThings(chunk) ? candidatesOf(chunk, 'dataset').find(({ weight }) => weight >= 0.9)?.dataset : undefined;

/** Each of the rows is of one owner, who has many. */
function isOneOf({ catalogue }: State, rows: Chunk, owner: Chunk): boolean {
  const [many, one] = [thingsOf(rows), thingsOf(owner)];
  return many !== undefined && one !== undefined && many !== one && catalogue.reach(many, one).kind === 'up';
}

/** A number that is summed over the rows, or over what belongs to them. */
function isNumberOf({ catalogue }: State, chunk: Chunk, rows: Chunk): boolean {
  const things = thingsOf(rows);
  return candidatesOf(chunk, 'metric').some(({ metric, weight }) => {
    const home = catalogue.metrics.get(metric)?.home;
    if (weight < 0.9 || home === undefined || things === undefined) return false;
    return home === things || catalogue.reach(home, things).kind === 'up';
  });
}

/** "revenue of customers who returned lines": what is said of what they did may keep their rows, or them with all theirs. */
export function refuseDeedsOfOwners(state: State): void {
  const { chunks, draft, catalogue } = state;
  const [measure] = draft.measures;
  if (!measure || draft.share) return;
  for (const { dataset, at } of draft.mentions) {
    const of = lowerOf(state, chunks[at - 1]).replace(/ (the|all|our)$/, '');
    const isOwner = /^(of|from|by|for|all|the|our)$/.test(of) && measure.at < at;
    if (!isOwner || !/^(who|that|which)$/.test(lowerOf(state, chunks[at + 1])) || countsThem(state, dataset)) continue;
    const deed = draft.filters.find(filter => filter.at > at + 1 && filter.at <= at + 5);
    const far = deed?.options.every(({ field }) => catalogue.reach(dataset, field.dataset).kind === 'down');
    const chunk = far && deed ? chunks[deed.at] : undefined;
    if (chunk) problem(state, chunk, reasons.theseAloneAll);
  }
}

const countsThem = ({ draft, catalogue }: State, dataset: string): boolean =>
  draft.measures.some(measure => thingsCounted(catalogue, measure) === dataset);
