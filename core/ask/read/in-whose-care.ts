import { type Candidate, type Chunk, candidatesOf } from '../chunks.ts';
import lists from '../english/lists.data.json' with { type: 'json' };
import { patterns } from '../english/patterns.ts';
import { termsOf } from '../lexicon/terms.ts';
import { nameWords } from '../words.ts';
import { lowerOf, pass, previousContent, type State } from './state.ts';

const caring = new RegExp(` (${lists.caring})(?= |$)`);
const object = patterns.besideCare;
const nobody = patterns.nobodyHas;
const leads = new RegExp(`^(${lists.leadsToCarer})$`);

/** Words that say of things in whose care they are, as tokens. */
interface Care {
  readonly start: number;
  readonly end: number;
  /** What a noun for those who do it begins with: manag of managed and manager. */
  readonly root: string;
}

/**
 * "accounts that each manager looks after", "who is responsible for", "tickets assigned to Lena": where each of the things
 * has one of those who are named, by the only relationship there is or by one that is called by the verb, it is what the
 * relationship says and adds nothing. And "tickets nobody is assigned to": those that have none of them.
 */
export function takeCare(state: State): void {
  const care = careIn(state);
  if (!care || !partFromNoun(state, care)) return;
  const at = state.chunks.findIndex(c => c.start === care.start);
  const end = state.chunks.findIndex(c => c.end === care.end) + 1;
  if (at < 1 || end <= at) return;
  if (takeNobody(state, at, end, care)) return;
  for (const doer of [nounFrom(state, end, 1), nounFrom(state, at - 1, -1)]) {
    const dataset = doer && carerOf(state, doer, care);
    if (!doer || dataset === undefined) continue;
    const own = doer.candidates.filter(c => dataset === homeOf(state, c));
    state.chunks = state.chunks.map(c => (c === doer ? { ...doer, candidates: own } : c));
    // "managed by Lena" is grouped by nothing
    const led = /^(by|by the|to)$/.test(lowerOf(state, state.chunks[end]));
    pass(state, at, led && candidatesOf(state.chunks[end + 1], 'value').length > 0 ? end + 1 : end);
    return;
  }
}

type Terms = Extract<Chunk, { kind: 'terms' }>;

/** The first words that say so, behind another. */
function careIn({ tokens }: State): Care | undefined {
  const text = tokens.map(({ lower }) => lower).join(' ');
  const [said] = caring.exec(text) ?? [];
  if (said === undefined) return undefined;
  const [words, start] = [said.trim().split(' '), text.slice(0, text.indexOf(said)).split(' ').length];
  return { start, end: start + words.length, root: (words[0] ?? '').replace(/(ed|es|e|s|ing)$/, '') };
}

/** "accounts managed" are accounts, and no account managers; "handling instruction" is a name of the model's own. */
function partFromNoun(state: State, { start, end }: Care): boolean {
  const chunk = state.chunks.find(c => c.start <= start && c.end > start);
  if (!chunk || chunk.end > end) return false;
  if (chunk.kind !== 'terms') return true;
  const strong = chunk.candidates.some(({ weight }) => weight >= 0.85);
  if (chunk.start === start && strong && state.lexicon.words.has(lowerOf(state, chunk))) return false;
  const stems = state.tokens.slice(chunk.start, start).map(({ stem }) => stem);
  const candidates = state.lexicon.lookup(stems, true);
  const parts: Chunk[] = [
    { kind: 'terms', start: chunk.start, end: start, candidates },
    { kind: 'unknown', start, end: chunk.end },
  ];
  if (stems.length > 0 && candidates.length === 0) return false;
  state.chunks = state.chunks.flatMap(c => (c === chunk ? parts.slice(stems.length > 0 ? 0 : 1) : [c]));
  return true;
}

/** The name or value next to the verb, little words passed by. */
function nounFrom(state: State, from: number, step: 1 | -1): Terms | undefined {
  let at = from;
  while (state.chunks[at]?.kind === 'filler' || leads.test(lowerOf(state, state.chunks[at]))) at += step;
  const chunk = state.chunks[at];
  return chunk?.kind === 'terms' ? chunk : undefined;
}

/** The datasets that a chunk certainly speaks of. */
const homesOf = (state: State, chunk: Chunk): string[] =>
  (chunk.kind === 'terms' ? chunk.candidates : []).flatMap(c => (c.weight < 0.9 ? [] : (homeOf(state, c) ?? [])));

const homeOf = ({ catalogue }: State, c: Candidate): string | undefined =>
  c.kind === 'metric' ? catalogue.metrics.get(c.metric)?.home : c.kind === 'dataset' ? c.dataset : c.field.dataset;

/** Those named who have the care of other things that are named. */
function carerOf(state: State, doer: Terms, { root }: Care): string | undefined {
  const { chunks } = state;
  const homes = chunks.flatMap(c => (c === doer ? [] : homesOf(state, c)));
  const linked = [...new Set(homesOf(state, doer))].filter(dataset =>
    homes.some(home => stepsTo(state, home, dataset) <= (isCalledBy(state, dataset, root) ? 9 : 1)),
  );
  const called = linked.filter(dataset => isCalledBy(state, dataset, root));
  const [dataset, ...more] = called.length > 0 ? called : linked;
  return more.length === 0 ? dataset : undefined;
}

/** How far those are of whom each of the things has one. */
function stepsTo({ catalogue }: State, home: string, dataset: string): number {
  const reach = catalogue.reach(home, dataset);
  return reach.kind === 'up' ? reach.distance : Number.POSITIVE_INFINITY;
}

/** Managers manage, and what is assigned has an assignee. */
function isCalledBy({ catalogue }: State, name: string, root: string): boolean {
  const described = [catalogue.datasets.get(name), catalogue.nameField(name)?.field].filter(each => each !== undefined);
  const terms = described.flatMap(termsOf);
  return root.length > 3 && terms.some(term => nameWords(term).some(word => word.startsWith(root)));
}

/** "nobody is assigned to", "not assigned to anyone": without those who are called so. */
function takeNobody(state: State, at: number, end: number, { root }: Care): boolean {
  const { chunks, catalogue, draft } = state;
  const no = previousContent(state, at)?.at ?? -1;
  if (!nobody.test(lowerOf(state, chunks[no]))) return false;
  const things = chunks.slice(0, no).flatMap(c => homesOf(state, c));
  const stop = chunks.findIndex((c, i) => i >= end && !object.test(lowerOf(state, c)));
  const goesOn = /^(terms|number|unknown)$/.test(chunks[stop]?.kind ?? '');
  const [dataset, ...more] = [...catalogue.datasets.keys()].filter(
    name => isCalledBy(state, name, root) && things.some(home => stepsTo(state, home, name) === 1),
  );
  if (dataset === undefined || more.length > 0 || goesOn) return false;
  draft.related.push({ dataset, negated: true, at: no });
  pass(state, no, stop < 0 ? chunks.length : stop);
  return true;
}
