import { type Chunk, candidatesOf } from '../chunks.ts';
import lists from '../english/lists.data.json' with { type: 'json' };
import { patterns } from '../english/patterns.ts';
import { termsOf } from '../lexicon/terms.ts';
import { nameWords, stemOf } from '../words.ts';
import { lowerOf, type State } from './state.ts';

const auxiliariesOfPersons = patterns.auxiliariesOfPersons;

const persons = new Set(lists.persons.split(' '));
const traders = new Set(Object.values(lists.actors).flatMap(nouns => nouns.split(' ').map(stemOf)));

/**
 * "gold members", where a tier of the customers is gold: members are those customers, and not a part of the name of
 * something, "Members Week". Where no value tells whose they are, nobody can say who is meant.
 */
export function takePersons(state: State): void {
  for (const [at, chunk] of state.chunks.entries()) {
    if (!persons.has(lowerOf(state, chunk)) || isCapital(state, chunk) || !(chunk.kind === 'unknown' || isPart(chunk)))
      continue;
    const before = state.chunks[at - 1];
    const owners = candidatesOf(before?.end === chunk.start ? before : undefined, 'value')
      // "None members" are those who are no members
      .filter(({ partial, weight, values }) => !partial && weight >= 0.9 && !values.some(value => /^no/i.test(value)))
      .map(({ field }) => field.dataset);
    const [dataset, ...more] = [...new Set(owners)].filter(owner => arePersons(state, owner));
    const { start, end } = chunk;
    const next: Chunk =
      dataset !== undefined && more.length === 0
        ? { kind: 'terms', start, end, candidates: [{ kind: 'dataset', dataset, weight: 0.95 }] }
        : { kind: 'unknown', start, end };
    state.chunks = state.chunks.map(c => (c === chunk ? next : c));
  }
}

/** "can our suppliers deliver": the verb of the question is no part of a value, "DELIVER IN PERSON". */
export function takeVerbs(state: State): void {
  for (const [at, chunk] of state.chunks.entries()) {
    const things = state.chunks[at - 1];
    const asked = state.chunks.slice(Math.max(0, at - 4), at - 1).map(each => lowerOf(state, each));
    const does = asked.some(word => auxiliariesOfPersons.test(word));
    if (chunk.kind !== 'terms' || chunk.end - chunk.start > 1 || isCapital(state, chunk) || !does) continue;
    if (!candidatesOf(things, 'dataset').some(({ weight }) => weight >= 0.9)) continue;
    // "do orders marked urgent …" says of them what they are
    if (/(ed|ing|s)$/.test(lowerOf(state, chunk))) continue;
    const { start, end } = chunk;
    const candidates = chunk.candidates.filter(each => !(each.kind === 'value' && each.partial));
    const next: Chunk = candidates.length > 0 ? { ...chunk, candidates } : { kind: 'unknown', start, end };
    state.chunks = state.chunks.map(c => (c === chunk ? next : c));
  }
}

const isPart = (chunk: Chunk): boolean =>
  chunk.kind === 'terms' && chunk.candidates.every(each => each.kind === 'value' && each.partial);

const isCapital = ({ tokens }: State, { start }: Chunk): boolean =>
  tokens[start]?.capital === true || tokens[start]?.kind === 'quoted';

const arePersons = ({ catalogue }: State, name: string): boolean => {
  const dataset = catalogue.datasets.get(name);
  return dataset !== undefined && termsOf(dataset).some(term => traders.has(stemOf(nameWords(term).at(-1) ?? '')));
};
