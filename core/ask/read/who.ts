import { type Chunk, candidatesOf } from '../chunks.ts';
import { thingsCounted } from '../counted-rows.ts';
import { actors, actorsOf } from '../english/actors.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { termsOf } from '../lexicon/terms.ts';
import { nameWords, stemOf } from '../words.ts';
import { ask } from './asked.ts';
import { lowerOf, problem, type State } from './state.ts';

const entityOf = (state: State, verb: string): string | undefined => {
  for (const noun of actorsOf(verb)) {
    const [dataset, ...more] = state.lexicon.entities.get(noun) ?? [];
    if (dataset !== undefined && more.length === 0 && !isOnlyDeed(state, dataset, noun)) return dataset;
  }
  return undefined;
};

/** "who borrows", where borrowings are what is done, and nobody who does it. */
const isOnlyDeed = ({ catalogue }: State, dataset: string, noun: string): boolean => {
  const described = catalogue.datasets.get(dataset);
  const words = (described ? termsOf(described) : []).flatMap(nameWords).filter(word => stemOf(word) === noun);
  return words.length > 0 && words.every(word => /ings?$/.test(word));
};

/** "who performed the most": the one dataset that is called after it, performing doctors. */
function roleOf({ catalogue }: State, verb: string): string | undefined {
  const named = [...catalogue.datasets.keys()].filter(name => {
    const [first, ...rest] = nameWords(name).map(stemOf);
    return first === verb && rest.length > 0 && catalogue.nameField(name) !== undefined;
  });
  return named.length === 1 ? named[0] : undefined;
}

/** "who had the biggest order": those to whom the things behind it belong, if only one kind of people or companies can. */
function ownerOf(state: State, verb: string, at: number): string | undefined {
  if (!/^(has|have|had|made|gave)$/.test(verb)) return undefined;
  const isValue = (chunk: Chunk) => candidatesOf(chunk, 'value').some(c => c.weight >= 0.9);
  const things = state.chunks.slice(at + 1).find(chunk => chunk.kind === 'terms' && !isValue(chunk));
  const [thing] = candidatesOf(things, 'dataset').filter(c => c.weight > 0.9);
  if (!thing) return undefined;
  const owners = [...state.lexicon.entities].flatMap(([noun, datasets]) => (actors.has(noun) ? datasets : []));
  const [owner, ...more] = new Set(owners.filter(each => state.catalogue.reach(thing.dataset, each).kind === 'up'));
  if (owner !== undefined && more.length === 0) return owner;
  problem(state, state.chunks[0]!, reasons.sayThingsMeant);
  return undefined;
}

/** "who bought part 12": the verb tells which things of the model do that; they are asked for, and the verb is read. */
export function takeWho(state: State): void {
  const { chunks } = state;
  const [who] = chunks;
  const at = verbAfter(state);
  const verb = chunks[at];
  if (lowerOf(state, who) !== 'who' || !who || !verb || verb.end - verb.start !== 1) return;
  const dataset =
    entityOf(state, lowerOf(state, verb)) ??
    roleOf(state, state.tokens[verb.start]?.stem ?? '') ??
    ownerOf(state, lowerOf(state, verb), at);
  if (dataset === undefined) return;
  state.pending.which = { at: 0 };
  ask(state, { kind: 'entity', dataset, at: 0 }, { ...who, kind: 'filler' });
  state.scope = dataset;
  // "who ordered in May" goes on with a date
  const isDate = state.lexicon.verbs.has(state.tokens[verb.start]?.stem ?? '');
  state.chunks = chunks.map((c, i) =>
    i === 0 || (i === at && !isDate) ? { kind: 'filler', start: c.start, end: c.end } : c,
  );
}

/**
 * "the 5 biggest orders and who placed them", "late loans with the members who borrowed them": those who did it, of each.
 * The clause says who is meant, and where it is said already nothing.
 */
export function takeDoers(state: State): void {
  const { chunks } = state;
  const at = chunks.findIndex(
    // "which number and who placed it"
    (c, i) =>
      i > 0 && /^(who|which|that)$/.test(lowerOf(state, c)) && candidatesOf(chunks[i + 1], 'field').length === 0,
  );
  const behind = chunks.findIndex((c, i) => i > at && !/^(has|have|had|actually)$/.test(lowerOf(state, c)));
  const [who, verb, them] = [chunks[at], chunks[behind], chunks[behind + 1]];
  if (at < 1 || !who || !verb || !them || !/^(them|it|these|those|each)$/.test(lowerOf(state, them))) return;
  const dataset = entityOf(state, lowerOf(state, verb));
  if (dataset === undefined) return;
  const before = chunks[at - 1];
  const said = candidatesOf(before, 'dataset').some(c => c.dataset === dataset && c.weight > 0.9);
  if (!said && (lowerOf(state, who) !== 'who' || before?.kind === 'terms')) return;
  const { start, end } = who;
  const named: Chunk = { kind: 'terms', start, end, candidates: [{ kind: 'dataset', dataset, weight: 1 }] };
  state.chunks = chunks.map((c, i) => {
    if (i === at && !said) return named;
    return i >= at && i <= behind + 1 ? { kind: 'filler', start: c.start, end: c.end } : c;
  });
}

/** "who from Maine bought": where they are from may stand before the verb. */
function verbAfter(state: State): number {
  const [, joint, place] = state.chunks;
  const led = /^(from|in)$/.test(lowerOf(state, joint)) && candidatesOf(place, 'value').some(c => c.weight >= 0.9);
  return led ? 3 : 1;
}

/** "suppliers who supply": a verb of the things that were named adds nothing to them. */
export function isOwnVerb(state: State): boolean {
  const dataset = entityOf(state, lowerOf(state, state.chunks[state.at]));
  const { subject, mentions, measures } = state.draft;
  if (dataset === undefined) return false;
  return (
    (subject?.kind === 'entity' && subject.dataset === dataset) ||
    mentions.some(mention => mention.dataset === dataset) ||
    measures.some(m => m.kind === 'count' && m.dataset === dataset) ||
    measures.some(m => m.kind === 'metric' && state.catalogue.metrics.get(m.metric)?.counts === dataset)
  );
}

/** "profit with parts supplied from China": where those are who did it. */
export function isDoneFrom(state: State): boolean {
  const [verb, from, place] = state.chunks.slice(state.at, state.at + 3);
  const dataset = /(ed|ld)$/.test(lowerOf(state, verb)) ? entityOf(state, lowerOf(state, verb)) : undefined;
  const placed = candidatesOf(place, 'value').some(
    ({ field, weight }) => weight >= 0.9 && state.catalogue.hasOne(dataset ?? '', field.dataset),
  );
  if (dataset === undefined || lowerOf(state, from) !== 'from' || !placed) return false;
  state.scope = dataset;
  return true;
}

/** "revenue divided by the number of customers who ordered": those of whom the number is, and no others. */
export function dividedByDoers(state: State): void {
  const { draft, catalogue } = state;
  const [first, second, ...more] = draft.measures;
  const verb = draft.verbs.find(each => !each.used && each.at > (second?.at ?? 0));
  if (!draft.ratio || first?.kind !== 'metric' || !second || more.length > 0 || !verb) return;
  const dataset = thingsCounted(catalogue, second);
  const who = state.chunks
    .slice(second.at + 1, verb.at)
    .every(c => /^(who|that|which|have|has|had)$/.test(lowerOf(state, c)));
  if (dataset === undefined || !who || entityOf(state, verb.text.toLowerCase()) !== dataset) return;
  draft.ratio = false;
  draft.measures = [first];
  draft.per = { dataset, at: second.at, average: true };
  verb.used = true;
}
