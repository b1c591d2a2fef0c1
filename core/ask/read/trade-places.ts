import { type Chunk, candidatesOf, isPhrase, namesThings } from '../chunks.ts';
import type { Draft, DraftMeasure } from '../draft.ts';
import lists from '../english/lists.data.json' with { type: 'json' };
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { minor, termsOf } from '../lexicon/terms.ts';
import { stemOf, stemsOf } from '../words.ts';
import { lowerOf, passOver, problem, type State } from './state.ts';

/**
 * Where something is bought or sold: "sold online", "bought in a store". The model has no such word by itself, but
 * numbers and rows that are called so together with a noun of trade: online sales, store purchases.
 */

/** Nouns for what a verb does, the likeliest first. */
const nouns: [verbs: string, nouns: string[]][] = Object.entries(lists.tradeNouns);

const nounsOf = (word: string): readonly string[] =>
  nouns.find(([verbs]) => verbs.split(' ').includes(word))?.[1] ?? [];

/** A place that things went to or came from. */
export interface TradePlace {
  readonly stem: string;
  readonly at: number;
  readonly chunk: Chunk;
  readonly negated: boolean;
  /** Joined to the place before by "or". */
  readonly either: boolean;
  /** Rows of the trade there. */
  readonly dataset: string | undefined;
}

/** Finds the places of a verb of trade and passes them over; what they say is settled when all has been read. */
export function takeTradePlaces(state: State): void {
  const verb = state.chunks.findIndex(
    c => c.end - c.start === 1 && c.kind !== 'phrase' && nounsOf(lowerOf(state, c)).length > 0,
  );
  const found: TradePlace[] = [];
  for (const [at, chunk] of state.chunks.entries()) {
    const stem = placeAt(state, at, verb);
    if (stem === undefined) continue;
    const before = found.at(-1);
    const between = state.chunks.slice((before?.at ?? -1) + 1, at);
    const either = before !== undefined && between.some(c => lowerOf(state, c) === 'or');
    const negations = before?.negated && either ? [] : negationsOf(state, between);
    const negated = negations.length > 0 || (before?.negated === true && either);
    for (const each of negations) passOver(state, each);
    found.push({
      stem,
      at,
      chunk,
      negated,
      either: either && !negated,
      dataset: verb < 0 ? undefined : rowsOf(state, stem, lowerOf(state, state.chunks[verb])),
    });
  }
  for (const { chunk, at } of found) {
    const led = state.chunks.slice(Math.max(0, at - 2), at).filter(c => /^(by|over)( the)?$/.test(lowerOf(state, c)));
    for (const each of [chunk, ...led]) passOver(state, each);
  }
  if (found.some(place => place.dataset !== undefined)) passOverVerbs(state);
  for (const chunk of joiningBoth(state, found)) passOver(state, chunk);
  state.places = found;
}

/** "sold": the day on which it was is no more than what the rows of the trade are dated by. */
function passOverVerbs(state: State): void {
  for (const chunk of state.chunks)
    if (nounsOf(lowerOf(state, chunk)).length > 0 && candidatesOf(chunk, 'field').some(c => c.weight < 0.9))
      passOver(state, chunk);
}

/** The word for a place: one that nothing else is called by, or things that the trade happens in. */
function placeAt(state: State, at: number, verb: number): string | undefined {
  const chunk = state.chunks[at];
  if (!chunk || chunk.end - chunk.start > 1 || !/^(unknown|terms)$/.test(chunk.kind)) return undefined;
  const token = state.tokens[chunk.start];
  if (token?.kind !== 'word' || !state.lexicon.stems.has(token.stem)) return undefined;
  const rows = verb < 0 ? undefined : rowsOf(state, token.stem, lowerOf(state, state.chunks[verb]));
  if (rows === undefined) return undefined;
  // "online customers": what it is said of stands behind
  if (chunk.kind === 'unknown') return isBeforeNoun(state, at) ? undefined : token.stem;
  if (verb > at || candidatesOf(chunk, 'value').some(c => c.weight >= 0.9)) return undefined;
  const led = state.chunks
    .slice(verb + 1, at)
    .findLast(c => !/^(a|an|the|any|our|some|one|all)$/.test(lowerOf(state, c)));
  // "sold by bakery" is grouped; "sold by phone" tells how
  const things = namesThings(chunk);
  return (things ? inThings : byMeans).test(lowerOf(state, led)) ? token.stem : undefined;
}

const inThings = /^(in|at|through|via|on)$/;
const byMeans = /^(in|at|through|via|on|by|over)$/;

/** "revenue online": without a verb the word tells which number is meant. */
export function readPlaceOfNumber(state: State, chunk: Chunk): boolean {
  const token = state.tokens[chunk.start];
  if (token?.kind !== 'word' || isBeforeNoun(state, state.at) || !isCalledSo(state, token.stem)) return false;
  if (state.places.length > 0 || state.pending.negation) return false;
  const { stem } = token;
  state.places = [{ stem, at: state.at, chunk, negated: false, either: false, dataset: undefined }];
  return true;
}

const isBeforeNoun = ({ chunks }: State, at: number): boolean =>
  chunks[at + 1]?.kind === 'terms' && chunks[at + 1]?.start === chunks[at]?.end;

/** A number or rows of which the name begins so: online revenue. */
const isCalledSo = ({ catalogue }: State, stem: string): boolean =>
  [...[...catalogue.metrics.values()].map(info => info.metric), ...catalogue.datasets.values()].some(each =>
    termsOf(each).some(term => {
      const stems = stemsOf(term);
      return stems.length > 1 && (stems[0] === stem || stems.at(-1) === stem);
    }),
  );

/** The rows that such a trade is told by: online purchases, in-store sales. */
function rowsOf({ lexicon }: State, stem: string, verb: string): string | undefined {
  for (const noun of nounsOf(verb)) {
    const [rows, ...more] = lexicon
      .lookup([stem, stemOf(noun)], false)
      .flatMap(c => (c.kind === 'dataset' && c.weight >= 0.95 ? [c.dataset] : []));
    if (rows !== undefined && more.every(other => other === rows)) return rows;
  }
  return undefined;
}

/** "never bought anything in a store": with nothing of its own behind it but the verb. */
function negationsOf(state: State, between: readonly Chunk[]): readonly Chunk[] {
  const first = between.findLastIndex(c => !isSaidOfTrade(state, c)) + 1;
  return between.slice(first).filter(c => isNegation(state, c));
}

const isNegation = (state: State, chunk: Chunk): boolean =>
  isPhrase(chunk, 'negation', 'without') || /^(nor|nothing)$/.test(lowerOf(state, chunk));

const isSaidOfTrade = (state: State, chunk: Chunk): boolean =>
  chunk.kind === 'filler' ||
  (chunk.kind === 'mark' && chunk.mark === ',') ||
  isNegation(state, chunk) ||
  nounsOf(lowerOf(state, chunk)).length > 0;

/** "both in a store and online" */
const joiningBoth = (state: State, places: readonly TradePlace[]): readonly Chunk[] => {
  const [first, second] = places;
  if (!first || !second || places.some(place => place.either || place.negated)) return [];
  return state.chunks.slice(0, first.at).filter(c => lowerOf(state, c) === 'both');
};

/** What the places say: which number is meant, or that there are rows of the trade there, or none. */
export function settleTradePlaces(state: State): void {
  const { draft, places } = state;
  const [place] = places;
  if (!place) return;
  const total = amountsOf(state);
  const single = places.length === 1 && draft.measures.length === 1 && !place.negated;
  const addend = draft.share && single ? addendOf(state, total, place.stem) : undefined;
  if (draft.share && addend !== undefined) {
    draft.measures.push({ kind: 'metric', metric: addend, at: place.at });
    draft.share.addend = true;
    return;
  }
  if (total.length > 0) {
    const metric = places.length === 1 && !place.negated ? partOf(state, total, place.stem) : undefined;
    if (metric === undefined) problem(state, place.chunk, reasons.nothingModelName);
    else replaceMeasures(draft, new Set(total), metric);
    return;
  }
  const things = thingsOf(state);
  for (const { dataset, chunk, either, negated, at } of places)
    if (
      dataset === undefined ||
      things === undefined ||
      either ||
      state.catalogue.reach(things, dataset).kind !== 'down'
    )
      problem(state, chunk, reasons.unclearNumberThings);
    else draft.related.push({ dataset, negated, at, filters: [], traded: true });
}

/** The numbers of the question that are no counts of things. */
function amountsOf({ draft, catalogue }: State): string[] {
  const measures = [...draft.measures, ...draft.having.map(h => h.measure), ...(draft.rank?.by ? [draft.rank.by] : [])];
  const metrics = measures.flatMap(m => (m.kind === 'metric' ? [m.metric] : []));
  return [...new Set(metrics)].filter(name => catalogue.metrics.get(name)?.counts === undefined);
}

/** The metric that is called like another with that word beside it: revenue, online revenue. */
function partOf({ catalogue, lexicon }: State, [total, ...more]: readonly string[], stem: string): string | undefined {
  const info = total === undefined ? undefined : catalogue.metrics.get(total);
  if (!info || more.length > 0) return undefined;
  const terms = termsOf(info.metric).map(stemsOf);
  if (terms.some(stems => stems.includes(stem))) return info.name;
  const found = terms.flatMap(stems => lexicon.lookup([stem, ...stems.filter(each => !minor.has(each))], true));
  const names = new Set(found.flatMap(c => (c.kind === 'metric' && c.weight >= 0.9 ? [c.metric] : [])));
  const [name, ...others] = names;
  return others.length > 0 ? undefined : name;
}

/** "what share of the total revenue was made online": the number called so that the total is the sum of, with others. */
function addendOf({ catalogue }: State, [total, ...more]: readonly string[], stem: string): string | undefined {
  const info = total === undefined ? undefined : catalogue.metrics.get(total);
  if (!info || more.length > 0 || info.parts.length < 2 || !info.additive) return undefined;
  const addends = info.text.split(' + ');
  const [found, ...others] = [...catalogue.metrics.values()].filter(
    ({ text, metric }) => addends.includes(text) && termsOf(metric).some(term => stemsOf(term).includes(stem)),
  );
  return others.length > 0 ? undefined : found?.name;
}

function replaceMeasures(draft: Draft, from: ReadonlySet<string>, metric: string): void {
  const replaced = (m: DraftMeasure): DraftMeasure =>
    m.kind === 'metric' && from.has(m.metric) ? { ...m, metric } : m;
  draft.measures = draft.measures.map(replaced);
  draft.having = draft.having.map(h => ({ ...h, measure: replaced(h.measure) }));
  if (draft.rank?.by) draft.rank = { ...draft.rank, by: replaced(draft.rank.by) };
  if (draft.sort?.by && 'kind' in draft.sort.by) draft.sort = { ...draft.sort, by: replaced(draft.sort.by) };
}

/** Whose trade it is: what is counted, asked for or named. */
function thingsOf({ draft, catalogue }: State): string | undefined {
  const [measure] = draft.measures;
  if (draft.subject?.kind === 'entity') return draft.subject.dataset;
  if (measure?.kind === 'count') return measure.dataset;
  if (measure?.kind === 'metric') return catalogue.metrics.get(measure.metric)?.counts;
  return draft.mentions[0]?.dataset;
}
