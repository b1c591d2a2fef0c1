import { type Candidate, type Chunk, candidatesOf } from '../chunks.ts';
import { reachableDates } from '../dates.ts';
import { minor, termsOf } from '../lexicon/terms.ts';
import { nameWords, stemOf, stemsOf } from '../words.ts';
import { numberOfThings } from './measures.ts';
import { lowerOf, passOver, problem, type State, textOf } from './state.ts';
import { choiceOfNumber } from './tied-numbers.ts';

/** A number that may be called by the noun at hand: "units sold" for units. */
interface Name {
  /** Names of one number share it. */
  readonly of: string;
  readonly home: string;
  readonly words: readonly string[];
}

/**
 * "units of this tea sold", "units": a noun that begins the names of several numbers is the one whose other words are
 * said too, the one that the things compared have, or the only one that what else is named can be said of; else it is
 * not clear which.
 */
export function takePartedName(state: State, chunk: Chunk): boolean {
  const noun = state.tokens[chunk.start];
  if (chunk.kind !== 'terms' || chunk.end - chunk.start > 1 || !noun || chunk.candidates.some(c => c.weight >= 0.9))
    return false;
  const names = namesOf(state, noun.stem);
  if (new Set(names.map(({ of }) => of)).size < 2) return false;
  const said = oneOf(names.filter(name => isSaid(state, name, chunk)));
  const own = said ? undefined : numberOfThings(state, chunk);
  const [fitting, beside] = own
    ? []
    : [oneOf(names.filter(({ home }) => isOfAll(state, home, chunk))), besideIt(state, chunk, names)];
  const name = said ?? fitting ?? beside;
  const candidates: readonly Candidate[] = name
    ? state.lexicon.lookup(stemsOf(name.words.filter(word => !minor.has(word)).join(' ')), false)
    : (own?.options.map(option => ({ kind: 'field', ...option })) ?? []);
  if (candidates.length === 0) {
    const all = [...new Set(names.map(({ words }) => words.join(' ')))].join(', ');
    problem(state, chunk, `Say which is meant: ${all}.`);
    return true;
  }
  state.chunks = state.chunks.map(c => (c === chunk ? { ...chunk, candidates } : c));
  if (said) passBehind(state, said);
  else if (name && name === beside) noteBeside(state, textOf(state, chunk), beside, names);
  return true;
}

/** The first of them, where all are names of one number. */
const oneOf = ([name, ...others]: readonly Name[]): Name | undefined =>
  name && others.every(({ of }) => of === name.of) ? name : undefined;

/** "revenue and units": of the same rows as the numbers beside it, unless another was chosen. */
function besideIt(state: State, chunk: Chunk, names: readonly Name[]): Name | undefined {
  const { catalogue, choices, chunks } = state;
  const homes = chunks.flatMap(other => {
    const metric = candidatesOf(other, 'metric').find(({ weight }) => weight >= 0.9);
    return metric ? [catalogue.metrics.get(metric.metric)?.home] : [];
  });
  const chosen = choices[choiceOfNumber(textOf(state, chunk))];
  const beside = homes.length === 0 ? [] : names.filter(({ home }) => homes.every(other => other === home));
  return names.find(({ of }) => homes.length > 0 && of === chosen) ?? oneOf(beside);
}

function noteBeside({ catalogue, draft }: State, text: string, { of }: Name, names: readonly Name[]): void {
  const label = (metric: string) => (catalogue.metrics.get(metric) ?? catalogue.fields.get(metric))?.label ?? metric;
  draft.notes.push({
    id: choiceOfNumber(text),
    text: `“${text}” is taken as ${label(of).toLowerCase()}`,
    chosen: of,
    choices: [...new Set(names.map(name => name.of))].map(id => ({ id, label: label(id) })),
  });
}

/** "units in 2024 by customer": each of its rows has a date and a customer. */
const isOfAll = ({ catalogue, chunks }: State, home: string, chunk: Chunk): boolean =>
  chunks.every(other => {
    if (/^(time|grain|part)$/.test(other.kind)) return reachableDates(catalogue, home).length > 0;
    if (other.kind !== 'terms' || other === chunk) return true;
    const least = Math.max(0.9, ...other.candidates.map(({ weight }) => weight)) - 0.3;
    const homes = other.candidates.flatMap(c =>
      c.kind === 'metric' || c.weight < least ? [] : [c.kind === 'dataset' ? c.dataset : c.field.dataset],
    );
    return homes.length === 0 || homes.some(each => catalogue.hasOne(home, each));
  });

/** Only such as go on with what was done to it or where it is: units sold, units in stock. */
function namesOf({ catalogue }: State, noun: string): Name[] {
  const named = (of: string, home: string, described: Parameters<typeof termsOf>[0]): Name[] =>
    termsOf(described).flatMap(term => {
      const words = nameWords(term);
      const [first = '', next = ''] = words;
      const goesOn = minor.has(next)
        ? words.length > 2 && next !== 'of'
        : /(ed|sold|bought|sent|held|paid)$/.test(next);
      return stemOf(first) === noun && goesOn ? [{ of, home, words }] : [];
    });
  return [
    ...[...catalogue.metrics.values()].flatMap(({ name, home, metric }) => named(name, home, metric)),
    ...[...catalogue.fields.values()].flatMap(({ id, dataset, name, kind, field }) =>
      kind === 'number' ? named(catalogue.metricByText(`SUM(${dataset}.${name})`)?.name ?? id, dataset, field) : [],
    ),
  ];
}

/** The rest of the name stands elsewhere: where it is, word by word; what was done, in any form of the verb. */
function isSaid({ tokens, chunks }: State, { words: [, next = '', ...rest] }: Name, chunk: Chunk): boolean {
  const noun = tokens[chunk.start]?.stem;
  // what a full name needs for itself says nothing of this one
  const taken = new Set(
    chunks.flatMap(c =>
      c !== chunk && tokens.slice(c.start, c.end).some(({ stem }) => stem === noun) ? tokens.slice(c.start, c.end) : [],
    ),
  );
  return tokens.some((token, at) => {
    if (taken.has(token)) return false;
    if (minor.has(next)) return token.lower === next && rest.every((word, i) => tokens[at + i + 1]?.lower === word);
    const bought = next === 'sold' && token.stem === 'bui' && tokens[at - 1]?.lower !== 'we';
    return token.stem === stemOf(next) || bought;
  });
}

/** Where it is, said behind, is a part of the name. */
function passBehind(state: State, { words }: Name): void {
  const last = stemOf(words.at(-1) ?? '');
  const end = state.chunks.find(
    ({ start, end }, at) => at > state.at && end - start <= words.length - 1 && state.tokens[end - 1]?.stem === last,
  );
  const before = end && lowerOf(state, state.chunks[state.chunks.indexOf(end) - 1]);
  const isPlace = end && minor.has(words[1] ?? '') && (end.end - end.start > 1 || before === words[1]);
  if (isPlace && candidatesOf(end, 'value').length === 0) passOver(state, end);
}
