import { type Chunk, candidatesOf } from '../chunks.ts';
import { countsRows } from '../counted-rows.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { homeOf } from './measure-list.ts';
import { isPlural, lowerOf, problem, type State, wordsIn } from './state.ts';

const summedWords = patterns.summedWords;

/**
 * "parts with less than 5,500 pieces in stock over all suppliers": the number is taken of all of them together. Where
 * nothing else is asked for, "across all regions" still asks for each of them.
 */
export function takeWhole(state: State): void {
  for (const [at, chunk] of state.chunks.entries()) {
    const end = leadsToAll(state, at);
    const things = end === undefined ? undefined : state.chunks[end];
    const datasets = datasetsOf(things);
    if (end === undefined || !things || datasets.length === 0) continue;
    const plural = isPlural(state, things);
    const across = !summedWords.test(lowerOf(state, chunk));
    if (!plural || !endsThere(state, end + 1) || (across && !asksOthers(state, at, datasets))) continue;
    state.wholes = [...state.wholes, { datasets, chunk: things }];
    state.chunks = state.chunks.map((c, i) =>
      i >= at && i <= end ? { kind: 'filler', start: c.start, end: c.end } : c,
    );
  }
}

/** Where the noun behind "over all" or "across all the" stands. */
function leadsToAll(state: State, at: number): number | undefined {
  const rest = wordsIn(state, at);
  const words = rest.slice(0, 6).join(' ');
  const led = patterns.leadsToWhole.exec(words);
  if (!led) return undefined;
  let length = 0;
  for (const [i, word] of rest.entries()) {
    length += word.length + (i === 0 ? 0 : 1);
    if (length === led[0].length) return at + i + 1;
  }
  return undefined;
}

/** Nothing behind it says more of these things, as "in Peru" would. */
function endsThere(state: State, from: number): boolean {
  const rest = state.chunks.slice(from).filter(c => !/^(together|combined)$/.test(lowerOf(state, c)));
  const next = rest.find(c => !/^(in|for|of|during|on|the)$/.test(lowerOf(state, c)));
  const apart = rest[0]?.kind === 'mark';
  return next === undefined || apart || next.kind === 'time' || next.kind === 'mark';
}

/** Other things are asked for: "which parts", "top 5 customers", "by brand". */
function asksOthers({ chunks }: State, at: number, datasets: readonly string[]): boolean {
  const asks = /^(which|group|list|superlative|comparator)$/;
  const before = chunks.slice(0, at);
  return (
    before.some(c => c.kind === 'phrase' && asks.test(c.phrase.kind)) &&
    before.every(c => candidatesOf(c, 'dataset').every(o => o.weight <= 0.9 || !datasets.includes(o.dataset)))
  );
}

/** Of things, or of the values that some have: brands. */
const datasetsOf = (chunk: Chunk | undefined): string[] => [
  ...candidatesOf(chunk, 'dataset').flatMap(c => (c.weight > 0.9 ? [c.dataset] : [])),
  ...candidatesOf(chunk, 'field').flatMap(c => (c.weight >= 0.9 && c.field.kind === 'text' ? [c.field.dataset] : [])),
];

/** A number can only be of all things that it could be split by. */
export function settleWholes(state: State): void {
  const { draft, catalogue, wholes } = state;
  // "how many parts have less than 8000 pieces over all suppliers": the number that they are kept by
  const kept = draft.having.map(({ measure }) => measure);
  const asked = draft.measures.filter(measure => kept.length === 0 || !countsRows(state, measure));
  const homes = [...asked, ...kept].map(measure => homeOf(state, measure));
  const splits = (home: string | undefined, dataset: string) => home !== undefined && catalogue.hasOne(home, dataset);
  for (const { datasets, chunk } of wholes)
    if (homes.length === 0 || !homes.every(home => datasets.some(dataset => splits(home, dataset))))
      problem(state, chunk, reasons.unclearNumberShouldTaken);
}
