import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf } from '../chunks.ts';
import { lowerOf, type State } from './state.ts';

/**
 * "from readers, staff and guests", where an origin is one of these: in a list of which one can be nothing but a value of
 * a field, the words that are values of it too are these, whatever else is called so.
 */
export function takeValuesInList(state: State): void {
  for (const list of listsOf(state)) {
    const led = fieldBefore(state, list[0] ?? 0);
    const fields = list.flatMap(at => onlyField(state.chunks[at]) ?? []);
    const told = led ?? (list.length > 2 && new Set(fields).size === 1 ? fields[0] : undefined);
    const own = list.map(at => wholeValues(state.chunks[at]).filter(({ field }) => field === told));
    if (own.some(values => values.length === 0)) continue;
    state.chunks = state.chunks.map((chunk, at) => {
      const values = own[list.indexOf(at)];
      return values && chunk.kind === 'terms' ? { ...chunk, candidates: values } : chunk;
    });
  }
  splitFieldsOfDoers(state);
}

/** "messages written by staff", where the author is called "written by": the things, then who did it. */
function splitFieldsOfDoers(state: State): void {
  state.chunks = state.chunks.flatMap((chunk, at) => {
    const field = fieldBefore(state, at + 1);
    const next = state.chunks[at + 1];
    const noun = state.tokens[chunk.start];
    const leads = field && noun && chunk.kind === 'terms' && wholeValues(next).some(value => value.field === field);
    const owners = leads && /[^su]s$/.test(noun.lower) ? state.lexicon.entities.get(noun.stem) : undefined;
    if (!leads || !owners?.includes(field.dataset)) return [chunk];
    const { start, end } = chunk;
    const things = [{ kind: 'dataset' as const, dataset: field.dataset, weight: 0.97 }];
    return [
      { kind: 'terms', start, end: start + 1, candidates: things },
      { kind: 'filler', start: start + 1, end },
    ];
  });
}

/** The one field that the words right before a place name, where they end with "by". */
function fieldBefore(state: State, at: number): FieldInfo | undefined {
  const before = state.chunks[at - 1];
  const fields = candidatesOf(before, 'field').filter(({ weight }) => weight >= 0.9);
  const isNext = before?.end === state.chunks[at]?.start;
  const by = before?.kind === 'terms' && state.tokens[before.end - 1]?.lower === 'by';
  return isNext && by && fields.length === 1 ? fields[0]?.field : undefined;
}

const wholeValues = (chunk: Chunk | undefined) =>
  candidatesOf(chunk, 'value').filter(({ partial, weight }) => !partial && weight >= 0.9);

/** The field of whose values a word is one, where it can be nothing else. */
function onlyField(chunk: Chunk | undefined): FieldInfo | undefined {
  const field = wholeValues(chunk)[0]?.field;
  const isOther =
    chunk?.kind === 'terms' &&
    chunk.candidates.some(c => c.weight >= 0.9 && !(c.kind === 'value' && c.field === field));
  return isOther ? undefined : field;
}

/** Places of terms with nothing but commas, "and" and "or" between them. */
function listsOf(state: State): number[][] {
  const lists: number[][] = [];
  let isOpen = false;
  for (const [at, chunk] of state.chunks.entries()) {
    const list = lists.at(-1);
    if (chunk.kind !== 'terms') isOpen &&= /^(,|and|or|&)$/.test(lowerOf(state, chunk));
    else if (isOpen && list && (list.at(-1) ?? at) < at - 1) list.push(at);
    else lists.push([at]);
    isOpen ||= chunk.kind === 'terms';
  }
  return lists;
}
