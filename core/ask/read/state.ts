import type { Catalogue, FieldInfo } from '../catalogue.ts';
import type { Candidate, Chunk, Comparator } from '../chunks.ts';
import type { AggregateFunction, Draft, DraftFilter, DraftMeasure, FieldChoice } from '../draft.ts';
import { emptyDraft } from '../empty-draft.ts';
import { patterns } from '../english/patterns.ts';
import type { Way } from '../english/ways.ts';
import type { Lexicon } from '../lexicon/lookup.ts';
import type { Choices } from '../types.ts';
import type { Unit } from '../units.ts';
import type { ValueIndex } from '../values.ts';
import type { Token } from '../words.ts';
import type { TradePlace } from './trade-places.ts';

const separators = patterns.separatorsOfWords;

/** What has been said and still waits for its noun. */
export interface Pending {
  count: { distinct: boolean } | undefined;
  aggregate: AggregateFunction | undefined;
  /** "min and max": the ones said before the last. */
  also: AggregateFunction[];
  superlative:
    | {
        direction: 'ASC' | 'DESC';
        quantity: boolean;
        word: string;
        function: 'MIN' | 'MAX' | undefined;
        at: number;
        /** "earliest and latest": the other end is asked for too. */
        both: boolean;
      }
    | undefined;
  /** `to`: "between 5 and 10" of what is named next. */
  number: { value: number; to?: number; percent: boolean; at: number } | undefined;
  /** Numbers between which something is to lie that was named behind them. */
  spans: { from: number; to: number; at: number }[];
  /** Said after the number. */
  unit: { unit: Unit; at: number } | undefined;
  /** "arriving in": waits for the place. */
  way: { way: Way; at: number; leans?: boolean } | undefined;
  /** "most common": waits for the field whose values are counted. */
  frequent: { direction: 'ASC' | 'DESC'; count: number | undefined; at: number } | undefined;
  group: { at: number; each: boolean; word: string } | undefined;
  negation: 'not' | 'without' | undefined;
  comparator: { operator: Comparator; at: number } | undefined;
  which: { at: number } | undefined;
  list: boolean;
  worth: boolean;
  typical: boolean;
  /** "in percent" */
  percent: { at: number } | undefined;
  contains: 'contains' | 'startsWith' | 'endsWith' | undefined;
  sort: boolean;
}

const nothing = (): Pending => ({
  count: undefined,
  aggregate: undefined,
  also: [],
  superlative: undefined,
  number: undefined,
  spans: [],
  unit: undefined,
  frequent: undefined,
  way: undefined,
  group: undefined,
  negation: undefined,
  comparator: undefined,
  which: undefined,
  list: false,
  worth: false,
  typical: false,
  percent: undefined,
  contains: undefined,
  sort: false,
});

/** The noun that a comparison further on is about. */
type Mention =
  | { readonly kind: 'field'; readonly choice: FieldChoice }
  | { readonly kind: 'measure'; readonly measure: DraftMeasure }
  | { readonly kind: 'entity'; readonly dataset: string };

/** What is known of the model and its data. */
export interface Known {
  readonly catalogue: Catalogue;
  readonly lexicon: Lexicon;
  readonly values: Pick<ValueIndex, 'flags' | 'fields'>;
  /** What was chosen where a question could be read in several ways. */
  readonly choices: Choices;
}

/** Where reading stands: the chunks, the place, what waits for its object, and the draft so far. */
export interface State extends Known {
  readonly tokens: readonly Token[];
  chunks: readonly Chunk[];
  /** Reads a term as smaller ones, where that leaves nothing unknown. */
  readonly split: (chunk: Chunk) => readonly Chunk[] | undefined;
  readonly draft: Draft;
  at: number;
  pending: Pending;
  mention: Mention | undefined;
  /** The entity named last: whose country, whose name. */
  scope: string | undefined;
  /** The chunk where the last value filter ended, for lists of values. */
  lastFilter: { filter: DraftFilter; end: number } | undefined;
  /** Dates that a value which was done tells: solved, where there is a day on which it was. */
  doneOn: readonly FieldInfo[];
  /** Chunks that went on with a list of values. */
  readonly listed: Set<number>;
  /** Numbers that words may mean as well as each other, by the place of their first token. */
  readonly tied: Map<number, readonly string[]>;
  /** A field named without a part yet, which the next value may belong to. */
  openField: { choice: FieldChoice; placed: boolean } | undefined;
  /** Things named alone were made the number that is counted. */
  promoted: boolean;
  /** The superlative before the subject: "worst three categories by". */
  judged: { word: string; direction: 'ASC' | 'DESC' } | undefined;
  /** Text fields that were named and not used. */
  loose: FieldChoice[];
  /** Filters on things that are yet to be named, of which there are none. */
  held: readonly DraftFilter[];
  /** Things that a number is taken of all together. */
  wholes: readonly { readonly datasets: readonly string[]; readonly chunk: Chunk }[];
  /** Of things in several roles, those on this side: the customers' regions. */
  side: string | undefined;
  /** What a document is told by that things were called by: the invoice total of orders. */
  document: FieldInfo | undefined;
  /** Where something was bought or sold. */
  places: readonly TradePlace[];
}

/** The state before the first chunk. */
export function createState(
  { catalogue, lexicon, values, choices }: Known,
  tokens: readonly Token[],
  chunks: readonly Chunk[],
  split: State['split'],
): State {
  return {
    catalogue,
    lexicon,
    values,
    choices,
    tokens,
    chunks,
    split,
    draft: emptyDraft(),
    at: 0,
    pending: nothing(),
    mention: undefined,
    scope: undefined,
    lastFilter: undefined,
    doneOn: [],
    listed: new Set(),
    tied: new Map(),
    openField: undefined,
    judged: undefined,
    promoted: false,
    loose: [],
    held: [],
    wholes: [],
    side: undefined,
    document: undefined,
    places: [],
  };
}

/** The words of a chunk as they were typed. */
export const textOf = (state: State, chunk: Chunk): string =>
  state.tokens
    .slice(chunk.start, chunk.end)
    .map(token => token.text)
    .join(' ');

/** The words of a chunk in lower case; empty for none. */
export const lowerOf = (state: State, chunk: Chunk | undefined): string =>
  chunk === undefined
    ? ''
    : state.tokens
        .slice(chunk.start, chunk.end)
        .map(token => token.lower)
        .join(' ');

/** The words of the chunks from one index to another, in lower case. */
export const wordsIn = (state: State, from: number, to?: number): string[] =>
  state.chunks.slice(from, to).map(chunk => lowerOf(state, chunk));

/** The words right before the chunk at hand. */
export const wordBefore = (state: State): string => lowerOf(state, state.chunks[state.at - 1]);

/** Whether a chunk ends in a noun that looks plural. */
export const isPlural = ({ tokens }: State, chunk: Chunk | undefined): boolean =>
  /[^sui]s$/.test(tokens[(chunk?.end ?? 0) - 1]?.lower ?? '');

/** Marks a chunk as not understood, with the words it covers. */
export function problem(state: State, chunk: Chunk, reason: string): void {
  const first = state.tokens[chunk.start];
  const last = state.tokens[chunk.end - 1];
  if (!first || !last) return;
  state.draft.problems.push({ text: textOf(state, chunk), start: first.start, end: last.end, reason });
}

/** A chunk that another one has answered for says no more. */
export function passOver(state: State, chunk: Chunk): void {
  state.chunks = state.chunks.map(c => (c === chunk ? { kind: 'filler', start: c.start, end: c.end } : c));
}

/** What has been read is passed by. */
export function pass(state: State, start: number, end: number): void {
  state.chunks = state.chunks.map((c, at) =>
    at >= start && at < end ? { kind: 'filler', start: c.start, end: c.end } : c,
  );
}

/** The chunk after fillers from an index on, with its index. */
export function nextContent(state: State, from: number): { chunk: Chunk; at: number } | undefined {
  for (let at = from; at < state.chunks.length; at++) {
    const chunk = state.chunks[at];
    if (chunk && chunk.kind !== 'filler' && !(chunk.kind === 'mark' && chunk.mark !== ',')) return { chunk, at };
  }
  return undefined;
}

/** The nearest chunk before an index that is neither filler nor mark. */
export function previousContent(state: State, before: number): { chunk: Chunk; at: number } | undefined {
  for (let at = before - 1; at >= 0; at--) {
    const chunk = state.chunks[at];
    if (chunk && chunk.kind !== 'filler' && chunk.kind !== 'mark') return { chunk, at };
  }
  return undefined;
}

/** Only commas, and, or and the like stand between two chunk indexes. */
export function onlySeparators(state: State, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const chunk = state.chunks[at];
    if (!chunk) return false;
    const lower = lowerOf(state, chunk);
    const separates =
      (chunk.kind === 'mark' && /^[,&/;]$/.test(lower)) || (chunk.kind === 'filler' && separators.test(lower));
    const contrast = chunk.kind === 'phrase' && ['versus', 'followUp', 'negation'].includes(chunk.phrase.kind);
    if (!separates && !contrast) return false;
  }
  return true;
}

/** The fields among candidates as a choice to be settled later; undefined where there are none. */
export function fieldChoice(
  state: State,
  candidates: readonly Candidate[],
  chunk: Chunk,
  accept: (field: FieldInfo) => boolean = () => true,
): FieldChoice | undefined {
  const options = candidates.flatMap(c =>
    c.kind === 'field' && accept(c.field) ? [{ field: c.field, weight: c.weight }] : [],
  );
  if (options.length === 0) return undefined;
  const [first] = options;
  const top = first?.weight ?? 0;
  // "booking date", which one of them is called by its author, is no other date of a booking
  const named = (o: (typeof options)[number]) =>
    top < 1 || o.weight >= 1 || o.field.kind !== 'time' || o.field.dataset !== first?.field.dataset;
  return {
    options: options.filter(o => o.weight >= top - 0.35 && named(o)),
    scope: state.scope,
    text: textOf(state, chunk),
    at: state.chunks.indexOf(chunk),
  };
}

/** A verb that names a date: the period that follows is counted by it. */
export function pushVerb(state: State, chunk: Chunk, fields: readonly FieldInfo[]): void {
  const token = state.tokens[chunk.start];
  if (!token) return;
  const where = {
    text: token.text,
    start: token.start,
    end: token.end,
    reason: 'It names a date, but no period goes with it.',
  };
  state.draft.verbs.push({ fields, at: state.at, used: false, text: token.text, where });
}
