import { areApart } from '../../plan/bands.ts';
import type { Band } from '../../plan/schema.ts';
import { candidatesOf, isPhrase, namesNumber, namesThings } from '../chunks.ts';
import type { FieldChoice } from '../draft.ts';
import lists from '../english/lists.data.json' with { type: 'json' };
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { bandsAt, widthAt } from './band-words.ts';
import { moneyFields } from './compared-fields.ts';
import { numberFieldAt } from './number-spans.ts';
import { lowerOf, pass, problem, type State, wordsIn } from './state.ts';

const leadsToBands = patterns.leadsToBands;

/** "orders below 50k, from 50k to 200k and over 200k", "by size in steps of 10": a row a band. */
export function takeBands(state: State): void {
  for (const [at, { start }] of state.chunks.entries()) {
    const width = widthAt(state.tokens, start);
    const run = width ? [] : bandsAt(state.tokens, start);
    const end = endOf(state, (width ?? run.at(-1))?.end ?? 0);
    const field = width || run.length > 1 ? (fieldBefore(state, at) ?? fieldOfThings(state, at)) : undefined;
    if (!field) continue;
    const each = eachBehind(state, end);
    const by = /^(by|per)$/.test(lowerOf(state, state.chunks[field.start]));
    // "above 10 and below 20" is one range
    if (!width && run.length === 2 && each === end && !by) continue;
    const said = run.map(({ band }) => band);
    const bands = inOrder(said);
    if (!areApart(bands)) problem(state, state.chunks[at]!, reasons.theseBandsOverlap);
    if (!width) tellOfRest(state, bands, said);
    group(state, field.choice, width ? { width: width.value } : { bands });
    pass(state, field.start, each);
    passLastEach(state, each);
    passSplitting(state);
    return;
  }
}

interface Named {
  readonly choice: FieldChoice;
  /** Where the words begin that name it. */
  readonly start: number;
}

function group(state: State, choice: FieldChoice, by: { bands: Band[] } | { width: number }): void {
  state.draft.dimensions.push({ kind: 'field', choice, ...by });
  const asked = state.chunks.some(c => namesNumber(c) || isPhrase(c, 'aggregate', 'count', 'share'));
  if (!asked) state.pending.count = { distinct: false };
}

/** The index of the chunk after those that hold the tokens before one. */
const endOf = ({ chunks }: State, token: number): number => {
  const at = chunks.findIndex(c => c.start >= token);
  return at < 0 ? chunks.length : at;
};

/** "by order total:", "by balance" */
function fieldBefore(state: State, at: number): Named | undefined {
  const word = (i: number) => lowerOf(state, state.chunks[i]);
  let last = at - 1;
  while (leadsToBands.test(word(last))) last--;
  const choice = numberFieldAt(state, last)?.choice;
  const [best, next] = choice?.options ?? [];
  if (!choice || !best || best.weight < 0.85 || (next && next.weight >= best.weight)) return undefined;
  while (/^(by|per|the|their|with|an?)$/.test(word(last - 1))) last--;
  return { choice: { ...choice, options: [ofThoseNamed(state, choice.options) ?? best] }, start: last };
}

/** "number of growers by balance", where gardens have a balance, too: that of those that were named. */
function ofThoseNamed({ chunks, catalogue }: State, options: FieldChoice['options']) {
  const named = chunks.flatMap(chunk => [
    ...(namesThings(chunk) ? candidatesOf(chunk, 'dataset').map(({ dataset }) => dataset) : []),
    ...candidatesOf(chunk, 'metric').flatMap(m =>
      m.weight >= 0.9 ? (catalogue.metrics.get(m.metric)?.counts ?? []) : [],
    ),
  ]);
  const [own, ...more] = options.filter(({ field }) => named.includes(field.dataset));
  return more.length > 0 ? undefined : own;
}

/** "orders below 50k": what each of them is worth, where that is the only number that it can be. */
function fieldOfThings(state: State, at: number): Named | undefined {
  const things = state.chunks[at - 1];
  const [metric] = candidatesOf(things, 'metric').filter(namesThings(things) ? () => false : c => c.weight >= 0.9);
  const dataset = metric
    ? state.catalogue.metrics.get(metric.metric)?.counts
    : namesThings(things) && candidatesOf(things, 'dataset')[0]?.dataset;
  const [best, next] = dataset ? moneyFields(state, dataset) : [];
  if (!dataset || !best || next?.weight === best.weight) return undefined;
  const { label, id } = best.field;
  state.draft.notes.push({ id: `bands:${id}`, text: `The bands are of ${label.toLowerCase()}.` });
  return { choice: { options: [best], scope: dataset, text: label, at }, start: at };
}

const asksEach = new RegExp(`^(?:${lists.bandEach})$`);

/** ": how many of each?" behind the bands; where it ends. */
function eachBehind(state: State, from: number): number {
  const { chunks } = state;
  const stop = chunks.findIndex((c, at) => at >= from && !asksEach.test(lowerOf(state, c)));
  const end = stop < 0 ? chunks.length : stop;
  const said = chunks.slice(from, end).findLastIndex(c => /each/.test(lowerOf(state, c)));
  if (said < 0) return from;
  state.pending.count = { distinct: false };
  return from + said + 1;
}

const fallsInEach = new RegExp(`^(?:${lists.bandFalls})$`);

/** "how many parts fall in each band?": at the end, where what is counted stands before it. */
function passLastEach(state: State, from: number): void {
  const { chunks } = state;
  const at = chunks.findIndex((_, i) => i >= from && fallsInEach.test(wordsIn(state, i).join(' ')));
  if (at >= from && chunks.slice(at).every(c => c.kind !== 'terms')) pass(state, at, chunks.length);
}

/** "split the catalogue into list prices below 10 …": the bands say all of it. */
function passSplitting(state: State): void {
  const at = state.chunks.findIndex(c => !/^(please|can|could|you)$/.test(lowerOf(state, c)));
  const verb = state.chunks[at];
  if (verb?.kind === 'unknown' && /^(split|divide|sort|slice|segment|break)$/.test(lowerOf(state, verb)))
    pass(state, at, at + 1);
}

const lowest = ({ from, above }: Band): number => from ?? above ?? Number.NEGATIVE_INFINITY;

/** From the lowest to the highest; what ends where the next one begins is not in both. */
const inOrder = (bands: readonly Band[]): Band[] =>
  [...bands]
    .sort((a, b) => lowest(a) - lowest(b))
    .map(({ to, ...band }, i, all) => {
      if (to === undefined) return band;
      // "0 to 1000, 1000 to 5000"
      return to === all[i + 1]?.from && band.from !== undefined ? { ...band, below: to } : { ...band, to };
    });

/** What is in none of the bands, and what could be in two of them. */
function tellOfRest({ draft }: State, bands: readonly Band[], said: readonly Band[]): void {
  const closed = (some: readonly Band[]) => some.filter(({ to }) => to !== undefined).length;
  if (closed(bands) < closed(said)) draft.notes.push({ id: 'band-ends', text: reasons.numberWhereTwo });
  const covers = bands.every((band, i) => {
    const next = bands[i + 1];
    const end = band.to ?? band.below;
    return next ? end === lowest(next) && (band.to ?? next.from) !== undefined : end === undefined;
  });
  if (!covers || lowest(bands[0]!) !== Number.NEGATIVE_INFINITY)
    draft.notes.push({ id: 'band-rest', text: reasons.noneBandsLeft });
}
