import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf, isPhrase, namesThings } from '../chunks.ts';
import type { FieldChoice } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import { nameWords, stemOf } from '../words.ts';
import { lowerOf, passOver, type State, textOf } from './state.ts';

/** Constructs that make numbers: rows are not listed then. */
const numeric = new Set(
  'count aggregate frequent group share percent ofTotal running moving growth versus compare difference previous divided trend'.split(
    ' ',
  ),
);

/**
 * "lines of order 3 with part, quantity and ship date", "suppliers in Peru: name, phone": rows are listed, and what the
 * end of the question names are their columns.
 */
export function takeRowColumns(state: State): void {
  if (takeColumnsFirst(state)) return;
  const { chunks } = state;
  const behind = listTheir(state);
  const start =
    behind ?? chunks.findLastIndex(chunk => /^(with|:|showing|including|incl)$/.test(lowerOf(state, chunk)));
  if (start < 1) return;
  const end = chunks.slice(0, start).findLastIndex(chunk => chunk.kind === 'mark' && /^[?.!]$/.test(chunk.mark));
  const head = chunks.slice(0, behind === undefined ? start : end);
  if (makesNumbers(head)) return;
  const dataset = thingsOf(state, head);
  if (isCountAndNumbers(state, start + 1)) {
    const number = chunks[start + 1];
    state.pending.count = { distinct: false };
    if (number) passOver(state, number);
    return;
  }
  const columns = dataset && columnsIn(state, start + 1, chunks.length, dataset);
  const enough = behind !== undefined || lowerOf(state, chunks[start]) === ':' ? 1 : 2;
  if (!columns || columns.length < enough) return;
  state.draft.listFields.push(...columns);
  state.chunks = head;
  state.pending.list = true;
}

/** "claims over 5000: number and reserves": how many they are, beside what adds up; no column is just called number. */
function isCountAndNumbers(state: State, from: number): boolean {
  const [number, ...rest] = state.chunks.slice(from);
  const named = rest.filter(chunk => !separator.test(lowerOf(state, chunk)));
  const adds = named.every(chunk =>
    candidatesOf(chunk, 'metric').some(c => c.weight >= 0.9 && state.catalogue.metrics.get(c.metric)?.additive),
  );
  return /^(number|count)$/.test(lowerOf(state, number)) && named.length > 0 && adds;
}

const leads = patterns.leading;

/** "order number, date and status of orders over 1000": the columns are said before the things that have them. */
function takeColumnsFirst(state: State): boolean {
  const { chunks, draft } = state;
  const from = chunks.findIndex(chunk => !leads.test(lowerOf(state, chunk)));
  const of = chunks.findIndex((_, at) => at > from && joinsThings(state, at));
  if (from < 0 || of < 0) return false;
  const head = chunks.slice(of + 1);
  if (makesNumbers(head)) return false;
  const dataset = thingsOf(state, head);
  const columns = dataset && columnsIn(state, from, of, dataset);
  if (!columns || columns.length < 2 || columns.every(isNumberColumn)) return false;
  if (chunks.slice(from, of).some(isMetricRather)) return false;
  // behind all that is read, so that no word of it is taken for theirs
  draft.listFields.push(...columns.map(column => ({ ...column, at: column.at + chunks.length })));
  draft.columnsOnly = true;
  state.chunks = head;
  state.pending.list = true;
  return true;
}

/** "of", "of all", and "phone numbers of", where a number is what the word before is called. */
function joinsThings(state: State, at: number): boolean {
  const chunk = state.chunks[at];
  const joint = lowerOf(state, chunk);
  if (/^(of|for|of all|for all)$/.test(joint)) return true;
  const name = state.chunks[at - 1];
  if (!/^numbers? of$/.test(joint) || name?.kind !== 'terms') return false;
  const stems = state.tokens.slice(name.start, name.end + 1).map(token => token.stem);
  return state.lexicon.lookup(stems, false).some(c => c.kind === 'field' && c.weight >= 0.8);
}

/** Whether what is asked of things makes numbers, and no rows. */
export const makesNumbers = (chunks: readonly Chunk[]): boolean =>
  chunks.some((chunk, at) => {
    if (chunk.kind !== 'phrase' || !numeric.has(chunk.phrase.kind)) return false;
    // "orders with a total above 400"
    const next = chunks[at + 1];
    return !(chunk.phrase.kind === 'aggregate' && isPhrase(next, 'comparator'));
  });

/** Numbers alone would rather be added up. */
export const isNumberColumn = ({ options: [option] }: FieldChoice): boolean =>
  option?.field.kind === 'number' && !option.field.isIdentifier;

/** Whether a chunk names a metric better than a field. */
export const isMetricRather = (chunk: Chunk): boolean => {
  const best = Math.max(0, ...candidatesOf(chunk, 'field').map(c => c.weight));
  return candidatesOf(chunk, 'metric').some(c => c.weight > best);
};

/** "Are there orders above 1000? List their numbers": where the columns begin. */
function listTheir({ chunks, tokens }: State): number | undefined {
  const end = chunks.findIndex(chunk => chunk.kind === 'mark' && /^[?.!]$/.test(chunk.mark));
  const their = chunks.findIndex((chunk, at) => at > end && tokens[chunk.start]?.lower === 'their');
  return end > 0 && their > end ? their : undefined;
}

/** What the question begins with, where that is things and no number about them: "orders", "late orders". */
export function thingsOf({ catalogue }: State, head: readonly Chunk[]): string | undefined {
  const terms = head.filter(chunk => chunk.kind === 'terms');
  const noun = terms.find(
    chunk => namesThings(chunk) || !chunk.candidates.some(c => c.kind === 'value' && c.weight > 0.9),
  );
  const [dataset] = candidatesOf(noun, 'dataset').filter(c => c.weight > 0.9);
  const [metric] = candidatesOf(noun, 'metric').filter(c => c.weight > 0.9);
  return dataset?.dataset ?? (metric && catalogue.metrics.get(metric.metric)?.counts);
}

const separator = patterns.separatesColumns;

/** Fields of the things, or of what each has one of, in a list that ends the question; nothing where it holds more. */
function columnsIn(state: State, from: number, to: number, dataset: string): FieldChoice[] | undefined {
  const columns: FieldChoice[] = [];
  for (let at = from; at < to; at++) {
    const run = state.chunks.slice(at, to).findIndex(chunk => separator.test(lowerOf(state, chunk)));
    const end = run < 0 ? to : at + run;
    if (end === at) continue;
    const asked = state.chunks[at];
    // "which number, which customer"
    const first = isPhrase(asked, 'which') && end > at + 1 ? at + 1 : at;
    if (isHowMuch(state, at, end)) {
      at = end;
      continue;
    }
    const column = columnOf(state, state.chunks.slice(first, end), dataset, at);
    if (!column) return undefined;
    columns.push(column);
    at = end;
  }
  return columns;
}

/** "the biggest order: …, how much": what they are ranked by is shown with them. */
function isHowMuch({ chunks, tokens }: State, from: number, to: number): boolean {
  const words = tokens.slice(chunks[from]?.start, chunks[to - 1]?.end).map(token => token.lower);
  const ranked = chunks.slice(0, from).some(c => isPhrase(c, 'superlative'));
  return ranked && words.join(' ') === 'how much';
}

/** The field that the chunks name as a column of listed rows; undefined where there is none. */
export function columnOf(state: State, chunks: readonly Chunk[], dataset: string, at: number): FieldChoice | undefined {
  const [chunk, ...more] = chunks;
  const last = chunks.at(-1);
  if (!chunk || !last) return undefined;
  const own = (field: FieldInfo) => state.catalogue.hasOne(dataset, field.dataset);
  const options = candidatesOf(chunk, 'field').filter(c => c.weight >= 0.6 && own(c.field));
  const isThings = namesThings(chunk) && !options.some(o => o.weight > 0.9);
  const named = more.length === 0 && options.length > 0 && !isThings;
  const ending = named ? options : endingIn(state, chunk.start, last.end, dataset);
  const found = ending.length === 0 && isThings && more.length === 0 ? nameOf(state, chunk, dataset) : ending;
  const text = textOf(state, { ...chunk, end: last.end });
  return found.length === 0 ? undefined : { options: found, scope: dataset, text, at };
}

/** "customer" of orders is its name, where each has one. */
function nameOf({ catalogue }: State, chunk: Chunk, dataset: string): FieldChoice['options'] {
  const [thing, ...others] = candidatesOf(chunk, 'dataset').filter(
    c => c.weight > 0.9 && catalogue.hasOne(dataset, c.dataset),
  );
  const name =
    thing && others.length === 0 && thing.dataset !== dataset ? catalogue.nameField(thing.dataset) : undefined;
  return name ? [{ field: name, weight: 1 }] : [];
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
