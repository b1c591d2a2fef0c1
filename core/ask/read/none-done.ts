import { type Chunk, candidatesOf, isPhrase, namesThings } from '../chunks.ts';
import { defaultDate } from '../dates.ts';
import { participle } from '../english/participles.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { stemsOf } from '../words.ts';
import { lowerOf, problem, type State } from './state.ts';

const havingNothing = patterns.havingNothing;

const deed = patterns.deedOfNone;
const object = patterns.objectOfNone;
const denial = patterns.denial;
const auxiliary = patterns.auxiliaries;

/**
 * "which parts were never sold", "customers who bought nothing in 2024", "lists with nothing on them": there is no row of
 * what was done for these things, as if the rows had been named.
 */
export function takeNoneDone(state: State): void {
  takeNeitherNor(state);
  for (let at = 1; at < state.chunks.length; at++) {
    const read = deniedBefore(state, at) ?? nothingBehind(state, at) ?? nothingOn(state, at);
    const [no, what] = [state.chunks[read?.start ?? -1], state.chunks[(read?.start ?? -1) + 1]];
    if (!read || !no || !what) continue;
    const candidates = [{ kind: 'dataset' as const, dataset: read.dataset, weight: 1 }];
    const none: Chunk[] = [
      { kind: 'phrase', start: no.start, end: no.end, phrase: { kind: 'without' } },
      { kind: 'terms', start: what.start, end: what.end, candidates },
    ];
    // what is said of the object stands for nothing, so a period behind it is right behind what there is none of
    state.chunks = [...state.chunks.slice(0, read.start), ...none, ...state.chunks.slice(read.end)];
    return;
  }
}

interface Read {
  readonly start: number;
  readonly end: number;
  readonly dataset: string;
}

/** "never sold", "have not bought anything", "that nobody subscribes to", "never opened a ticket" */
function deniedBefore(state: State, at: number): Read | undefined {
  const { chunks } = state;
  const start = chunks.findLastIndex((c, i) => i < at && !auxiliary.test(lowerOf(state, c)));
  const said =
    lowerOf(state, chunks[start])
      .replace(/ ever$/, '')
      .split(' ')
      .at(-1) ?? '';
  if (start < 1 || chunks[start]?.kind !== 'phrase' || !denial.test(said)) return undefined;
  if (!deed.test(lowerOf(state, chunks[at])) && !isDated(state, at)) return usedNowhere(state, start, at);
  const dataset = rowsOfDeed(state, start, at);
  const end = endOf(state, at + 1, dataset);
  if (end === undefined && dataset !== undefined) refuseOwnPlace(state, start, at);
  return end === undefined || dataset === undefined ? undefined : { start, end, dataset };
}

/** The verb of the one date that tells of rows themselves, and of nothing that came of them later. */
function isDated({ catalogue, lexicon, tokens, chunks }: State, at: number): boolean {
  const chunk = chunks[at];
  if (chunk?.kind !== 'terms' || chunk.end - chunk.start > 1 || namesThings(chunk)) return false;
  const [date, ...more] = lexicon.verbs.get(tokens[chunk.start]?.stem ?? '') ?? [];
  return date !== undefined && more.length === 0 && defaultDate(catalogue, date.dataset) === date;
}

/** "parts that have never been used (on a job)", where the rows are called so: parts used. */
function usedNowhere(state: State, start: number, at: number): Read | undefined {
  const { chunks, tokens, catalogue } = state;
  const verb = chunks[at];
  const token = verb && verb.end - verb.start === 1 ? tokens[verb.start] : undefined;
  const things = thingsBefore(state, start);
  if (!token || !participle.test(token.lower) || things === undefined || chunks[at - 1]?.kind !== 'filler')
    return undefined;
  const [dataset, ...more] = [...catalogue.datasets.values()].flatMap(({ name }) =>
    catalogue.reach(name, things).kind === 'up' && stemsOf(name).includes(token.stem) ? [name] : [],
  );
  if (dataset === undefined || more.length > 0) return undefined;
  const on = chunks.findIndex((c, i) => i > at && !/^(on|in|for|by|at|with|a|an|any|the|our)$/.test(lowerOf(state, c)));
  const [place] = candidatesOf(chunks[on], 'dataset').filter(c => c.weight > 0.9);
  const beside = on > at + 1 && place && catalogue.reach(dataset, place.dataset).kind === 'up' ? on : at;
  const end = endOf(state, beside + 1);
  return end === undefined ? undefined : { start, end, dataset };
}

/** "songs never sold in Japan", where a song has a country too, of its author: not the songs that are from elsewhere. */
function refuseOwnPlace(state: State, before: number, at: number): void {
  const value = state.chunks.find((c, i) => i > at && c.kind === 'terms');
  const things = thingsBefore(state, before) ?? '';
  const fields = candidatesOf(value, 'value').flatMap(c => (c.weight >= 0.9 ? [c.field] : []));
  const own = fields.filter(field => state.catalogue.reach(things, field.dataset).kind === 'up');
  if (value && /^(in|to)$/.test(lowerOf(state, state.chunks[at + 1])) && own.length > 0 && own.length < fields.length)
    problem(state, value, reasons.sayWhoseWhere);
}

/** "bought nothing" */
function nothingBehind(state: State, at: number): Read | undefined {
  if (!deed.test(lowerOf(state, state.chunks[at])) || lowerOf(state, state.chunks[at + 1]) !== 'nothing')
    return undefined;
  const end = endOf(state, at + 2);
  const dataset = end === undefined ? undefined : rowsOfDeed(state, at, at);
  return end === undefined || dataset === undefined ? undefined : { start: at, end, dataset };
}

/** "with nothing on them": of the things that each has many of most directly, where those are of one kind. */
function nothingOn(state: State, at: number): Read | undefined {
  const { chunks, catalogue } = state;
  const words = chunks.slice(at - 1, at + 3).map(c => lowerOf(state, c));
  if (!havingNothing.test(words.join(' '))) return undefined;
  const things = thingsBefore(state, at - 1);
  const [dataset, ...more] = [...catalogue.datasets.keys()].filter(name => {
    const reach = catalogue.reach(name, things ?? '');
    return reach.kind === 'up' && reach.distance === 1;
  });
  return dataset === undefined || more.length > 0 ? undefined : { start: at, end: at + 3, dataset };
}

/** Where what is said of the object ends: at a period, a group, a sign or the end; undefined where more is said of it. */
function endOf(state: State, from: number, dataset?: string): number | undefined {
  const isRow = (c: Chunk) => dataset !== undefined && candidatesOf(c, 'dataset')[0]?.dataset === dataset;
  const isObject = (c: Chunk) =>
    lowerOf(state, c)
      .split(' ')
      .every(word => object.test(word));
  const rest = state.chunks.findIndex((c, i) => i >= from && !isObject(c) && !isRow(c));
  if (rest < 0) return state.chunks.length;
  const next = state.chunks[rest];
  const lead = lowerOf(state, next);
  const ends =
    next?.kind === 'mark' ||
    next?.kind === 'time' ||
    isPhrase(next, 'group') ||
    /^(and|but|who|that|which)$/.test(lead);
  return ends ? rest : undefined;
}

const thingsBefore = ({ chunks }: State, before: number): string | undefined =>
  candidatesOf(chunks.slice(0, before).findLast(namesThings), 'dataset')[0]?.dataset;

/** The rows of a sale of the things: those that the date of the verb is of, else those that what is sold is summed over. */
function rowsOfDeed(state: State, before: number, at: number): string | undefined {
  const { catalogue, lexicon, tokens, chunks } = state;
  const things = thingsBefore(state, before);
  if (things === undefined) return undefined;
  const dated = lexicon.verbs.get(tokens[chunks[at]?.start ?? 0]?.stem ?? '') ?? [];
  const sums = [...catalogue.metrics.values()].filter(({ metric }) =>
    [metric.name, ...metric.aiContext.synonyms].some(term => /(^|[ _])(sold|sales)($|[ _])/.test(term.toLowerCase())),
  );
  for (const homes of [dated.map(field => field.dataset), sums.map(({ home }) => home)]) {
    const own = homes.flatMap(home => (home && catalogue.reach(home, things).kind === 'up' ? [home] : []));
    const [dataset, ...more] = [...new Set(own)];
    if (dataset !== undefined && more.length === 0) return dataset;
  }
  return undefined;
}

/** "have neither a phone nor an email": without the one and without the other. */
function takeNeitherNor(state: State): void {
  const at = state.chunks.findIndex(c => lowerOf(state, c) === 'neither');
  const nor = state.chunks.findIndex((c, i) => i > at && lowerOf(state, c) === 'nor');
  const led = [at - 1, at + 1].some(i => /^(have|has|had|with|having)$/.test(lowerOf(state, state.chunks[i])));
  if (at < 1 || nor < 0 || !led) return;
  state.chunks = state.chunks.map((c, i) =>
    i === at || i === nor ? { kind: 'phrase', start: c.start, end: c.end, phrase: { kind: 'without' } } : c,
  );
}
