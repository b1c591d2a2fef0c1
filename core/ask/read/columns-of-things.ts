import { type Chunk, candidatesOf, namesThings } from '../chunks.ts';
import type { FieldChoice } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import { columnOf, isNumberColumn, makesNumbers } from './row-columns.ts';
import type { State } from './state.ts';

const leads = patterns.asksForColumns;

/**
 * "names and phone numbers of customers in Peru", "name, country and balance of every supplier with …": the columns are
 * said before the things that have them, whichever longer names their words would make with what follows.
 */
export function takeColumnsOfThings(state: State): boolean {
  const { tokens, draft } = state;
  const from = tokens.findIndex(token => !leads.test(token.lower));
  const of = tokens.findIndex((token, at) => at > from && token.lower === 'of');
  const start = tokens.findIndex((token, at) => at > of && !/^(every|each|all|the|our|any)$/.test(token.lower));
  if (from < 0 || of < 0 || start < 0) return false;
  // "customers and number of orders" are two, and the number is how many
  if (tokens[of - 1]?.lower === 'number' && namesThings(chunksFrom(state, from)[0])) return false;
  const head = chunksFrom(state, start);
  // "of every open order"
  const things = head.find(c => namesThings(c) || !candidatesOf(c, 'value').some(value => value.weight > 0.9));
  const [dataset] = candidatesOf(things, 'dataset').filter(c => c.weight > 0.9);
  const listed = tokens.slice(from, of).some(({ lower }) => lower === 'and' || lower === ',' || lower === '&');
  if (!dataset || !listed || makesNumbers(head)) return false;
  const columns = columnsBetween(state, from, of, dataset.dataset);
  if (!columns || columns.length < 2 || columns.every(isNumberColumn)) return false;
  draft.listFields.push(...columns.map((column, i) => ({ ...column, at: state.chunks.length + i })));
  draft.columnsOnly = true;
  state.chunks = head;
  state.pending.list = true;
  return true;
}

/** The chunks from a token on; one that begins before it is read as smaller ones. */
function chunksFrom(state: State, start: number): Chunk[] {
  return state.chunks.flatMap(chunk => {
    if (chunk.end <= start) return [];
    if (chunk.start >= start) return [chunk];
    return (state.split(chunk) ?? []).filter(part => part.start >= start);
  });
}

function columnsBetween(state: State, from: number, to: number, dataset: string): FieldChoice[] | undefined {
  const columns: FieldChoice[] = [];
  let begin = from;
  for (let at = from; at <= to; at++) {
    const word = state.tokens[at]?.lower ?? '';
    if (at < to && !/^(,|and|&|plus)$/.test(word)) continue;
    while (begin < at && /^(the|their|its|a|an)$/.test(state.tokens[begin]?.lower ?? '')) begin++;
    if (begin < at) {
      const stems = state.tokens.slice(begin, at).map(({ stem }) => stem);
      const lowers = state.tokens.slice(begin, at).map(({ lower }) => lower);
      const candidates = state.lexicon.lookup(stems, true, lowers);
      const chunk: Chunk = { kind: 'terms', start: begin, end: at, candidates };
      const column = columnOf(state, [chunk], dataset, begin);
      if (!column) return undefined;
      columns.push(column);
    }
    begin = at + 1;
  }
  return columns;
}
