import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf } from '../chunks.ts';
import type { FieldChoice } from '../draft.ts';
import { nameWords, stemOf } from '../words.ts';
import { lowerOf, type State, textOf } from './state.ts';

/** Constructs that make numbers: rows are not listed then. */
const numeric = new Set(
  'count aggregate superlative top frequent group share percent ofTotal running moving growth versus compare difference previous divided trend'.split(
    ' ',
  ),
);

/**
 * "lines of order 3 with part, quantity and ship date", "suppliers in Peru: name, phone": rows are listed, and what the
 * end of the question names are their columns.
 */
export function takeRowColumns(state: State): void {
  const { chunks } = state;
  const behind = listTheir(state);
  const start =
    behind ?? chunks.findLastIndex(chunk => /^(with|:|showing|including|incl)$/.test(lowerOf(state, chunk)));
  if (start < 1) return;
  const end = chunks.slice(0, start).findLastIndex(chunk => chunk.kind === 'mark' && /^[?.!]$/.test(chunk.mark));
  const head = chunks.slice(0, behind === undefined ? start : end);
  if (head.some(chunk => chunk.kind === 'phrase' && numeric.has(chunk.phrase.kind))) return;
  const dataset = thingsOf(state, head);
  const columns = dataset && columnsIn(state, start + 1, dataset);
  const enough = behind !== undefined || lowerOf(state, chunks[start]) === ':' ? 1 : 2;
  if (!columns || columns.length < enough) return;
  state.draft.listFields.push(...columns);
  state.chunks = head;
  state.pending.list = true;
}

/** "Are there orders above 1000? List their numbers": where the columns begin. */
function listTheir({ chunks, tokens }: State): number | undefined {
  const end = chunks.findIndex(chunk => chunk.kind === 'mark' && /^[?.!]$/.test(chunk.mark));
  const their = chunks.findIndex((chunk, at) => at > end && tokens[chunk.start]?.lower === 'their');
  return end > 0 && their > end ? their : undefined;
}

/** What the question begins with, where that is things and no number about them: "orders", "late orders". */
function thingsOf({ catalogue }: State, head: readonly Chunk[]): string | undefined {
  const terms = head.filter(chunk => chunk.kind === 'terms');
  const noun = terms.find(chunk => !chunk.candidates.some(c => c.kind === 'value' && c.weight > 0.9));
  const [dataset] = candidatesOf(noun, 'dataset').filter(c => c.weight > 0.9);
  const [metric] = candidatesOf(noun, 'metric').filter(c => c.weight > 0.9);
  return dataset?.dataset ?? (metric && catalogue.metrics.get(metric.metric)?.counts);
}

const separator = /^(,|and|&|plus|also|the|their|its|a|an|as well as|along with|[.?!])$/;

/** Fields of the things, or of what each has one of, in a list that ends the question; nothing where it holds more. */
function columnsIn(state: State, from: number, dataset: string): FieldChoice[] | undefined {
  const columns: FieldChoice[] = [];
  for (let at = from; at < state.chunks.length; at++) {
    const run = state.chunks.slice(at).findIndex(chunk => separator.test(lowerOf(state, chunk)));
    const end = run < 0 ? state.chunks.length : at + run;
    if (end === at) continue;
    const column = columnOf(state, state.chunks.slice(at, end), dataset, at);
    if (!column) return undefined;
    columns.push(column);
    at = end;
  }
  return columns;
}

function columnOf(state: State, chunks: readonly Chunk[], dataset: string, at: number): FieldChoice | undefined {
  const [chunk, ...more] = chunks;
  const last = chunks.at(-1);
  if (!chunk || !last) return undefined;
  const own = (field: FieldInfo) => ['same', 'up'].includes(state.catalogue.reach(dataset, field.dataset).kind);
  const options = candidatesOf(chunk, 'field').filter(c => c.weight >= 0.6 && own(c.field));
  const isThings = candidatesOf(chunk, 'dataset').some(c => c.weight > 0.9) && !options.some(o => o.weight > 0.9);
  const named = more.length === 0 && options.length > 0 && !isThings;
  const found = named ? options : endingIn(state, chunk.start, last.end, dataset);
  const text = textOf(state, { ...chunk, end: last.end });
  return found.length === 0 ? undefined : { options: found, scope: dataset, text, at };
}

/** "date" of orders is their order date, where no other of their fields is called so. */
function endingIn(state: State, start: number, end: number, dataset: string): FieldChoice['options'] {
  const said = state.tokens.slice(start, end).map(token => token.stem);
  const fields = state.catalogue.fieldsOf(dataset).filter(({ name, label, field }) =>
    [name, label, ...field.aiContext.synonyms].some(text => {
      const stems = nameWords(text).map(stemOf);
      return said.length <= stems.length && said.every((stem, index) => stems.at(index - said.length) === stem);
    }),
  );
  return fields.length === 1 ? fields.map(field => ({ field, weight: 0.9 })) : [];
}
