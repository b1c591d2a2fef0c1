import { type Chunk, candidatesOf, isPhrase, namesThings } from '../chunks.ts';
import { defaultDate } from '../dates.ts';
import { lowerOf, type State, textOf } from './state.ts';

/**
 * "how often did customer 79 order in 1995?", "how many times was each part returned": as many as there are of what the
 * verb tells of, of the one thing that is named or of each. Of things in general it would be an average, and stays unsaid.
 */
export function takeHowOften(state: State): void {
  const { chunks } = state;
  const at = chunks.findIndex((chunk, i) => {
    const said = `${lowerOf(state, chunks[i - 1])} ${lowerOf(state, chunk)}`;
    return /^how often$|^how many times?$/.test(said);
  });
  const often = chunks[at];
  const behind = chunks.slice(at + 1);
  const asks = behind[0] && /^(is|are|was|were|has|have|did|do|does|had)$/.test(lowerOf(state, behind[0]));
  const ofSeveral = behind.some(chunk => namesThings(chunk) && /[^su]s$/.test(lowerOf(state, chunk)));
  if (!often || !asks || ofSeveral || !behind.some(chunk => isOne(state, chunk))) return;
  const verbs = behind.filter(chunk => tellsOf(state, chunk));
  const [verb, ...others] = verbs;
  if (!verb || others.length > 0) return;
  const words: Chunk[] = [
    ...chunks.slice(0, at - 1),
    { kind: 'phrase', start: often.start - 1, end: often.end, phrase: { kind: 'count', distinct: false } },
    named(state, verb),
    ...behind.filter(chunk => chunk !== verb),
  ];
  state.chunks = words;
}

/** A thing that is named, or each of them; those in some place are several. */
const isOne = ({ catalogue }: State, chunk: Chunk): boolean =>
  chunk.kind === 'number' ||
  isPhrase(chunk, 'group') ||
  candidatesOf(chunk, 'value').some(
    ({ field, weight }) => weight >= 0.9 && (field.isKey || catalogue.nameField(field.dataset)?.id === field.id),
  );

/** A verb that tells of what there are rows of: it is no noun of theirs in the plural. */
const tellsOf = (state: State, chunk: Chunk): boolean =>
  (candidatesOf(chunk, 'dataset').some(({ weight }) => weight >= 0.9) || rowsOfDeed(state, chunk) !== undefined) &&
  candidatesOf(chunk, 'value').every(({ weight }) => weight < 0.9) &&
  chunk.end === chunk.start + 1 &&
  !/[^s]s$/.test(textOf(state, chunk)) &&
  state.chunks.indexOf(chunk) > 0 &&
  isVerb(state, chunk);

/** What there are rows of, which the verb of their date alone tells of: "rented" of rentals. */
function named(state: State, chunk: Chunk): Chunk {
  const dataset = rowsOfDeed(state, chunk);
  const candidates = dataset === undefined ? [] : [{ kind: 'dataset' as const, dataset, weight: 0.97 }];
  return dataset === undefined ? chunk : { kind: 'terms', start: chunk.start, end: chunk.end, candidates };
}

function rowsOfDeed({ lexicon, tokens, catalogue }: State, chunk: Chunk): string | undefined {
  if (chunk.kind !== 'terms' || chunk.end > chunk.start + 1 || namesThings(chunk)) return undefined;
  const [date, ...more] = lexicon.verbs.get(tokens[chunk.start]?.stem ?? '') ?? [];
  const isOwn = date !== undefined && more.length === 0 && defaultDate(catalogue, date.dataset) === date;
  return isOwn ? date.dataset : undefined;
}

/** "been borrowed", "customer 79 order": behind what it is said of, and not before it. */
function isVerb(state: State, chunk: Chunk): boolean {
  const next = state.chunks[state.chunks.indexOf(chunk) + 1];
  return next === undefined || next.kind === 'mark' || next.kind === 'time' || next.kind === 'filler';
}
