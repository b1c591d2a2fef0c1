import { type Chunk, candidatesOf, namesThings } from '../chunks.ts';
import lists from '../english/lists.data.json' with { type: 'json' };
import { termsOf } from '../lexicon/terms.ts';
import { nameWords } from '../words.ts';
import { lowerOf, pass, type State } from './state.ts';

const caring = new RegExp(`^(${lists.caring})$`);
const object = /^(to|by|anyone|anybody|someone|somebody|it|them|yet|so far|at all|currently|now)$/;

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
  if (!care || isName(state, care)) return;
  partFromNoun(state, care);
  const at = state.chunks.findIndex(c => c.start === care.start);
  const end = state.chunks.findIndex(c => c.end === care.end) + 1;
  if (at < 1 || end <= at) return;
  if (takeNobody(state, at, end, care)) return;
  const doers = [end, at - 1].map(i => nounFrom(state, i, i === end ? 1 : -1));
  for (const doer of doers) {
    const dataset = doer && carerOf(state, doer, care);
    if (!doer || dataset === undefined) continue;
    const own = doer.candidates.filter(c => c.kind === 'metric' || dataset === homeOf(c));
    state.chunks = state.chunks.map(c => (c === doer ? { ...doer, candidates: own } : c));
    const led = state.chunks[end];
    const leads =
      /^(by|by the|to)$/.test(lowerOf(state, led)) && candidatesOf(state.chunks[end + 1], 'value').length > 0;
    pass(state, at, leads ? end + 1 : end);
    return;
  }
}

type Terms = Extract<Chunk, { kind: 'terms' }>;

/** The longest run of words that says so. */
function careIn({ tokens }: State): Care | undefined {
  for (let start = 1; start < tokens.length; start++)
    for (let n = 4; n > 0; n--) {
      const words = tokens.slice(start, start + n).map(({ lower }) => lower);
      if (words.length < n || !caring.test(words.join(' '))) continue;
      return { start, end: start + n, root: (words[0] ?? '').replace(/(ed|es|e|s|ing)$/, '') };
    }
  return undefined;
}

/** "by handling instruction": a name of the model's own. */
const isName = ({ chunks }: State, { start, end }: Care): boolean =>
  chunks.some(
    c => c.kind === 'terms' && c.start === start && (c.end > end || c.candidates.some(({ weight }) => weight >= 0.85)),
  );

/** "accounts managed" are accounts, and no account managers. */
function partFromNoun(state: State, { start, end }: Care): void {
  state.chunks = state.chunks.flatMap((chunk): readonly Chunk[] => {
    if (chunk.kind !== 'terms' || chunk.end <= start || chunk.start > start || chunk.end > end) return [chunk];
    if (chunk.start === start) return [{ kind: 'unknown', start, end: chunk.end }];
    const stems = state.tokens.slice(chunk.start, start).map(({ stem }) => stem);
    const candidates = state.lexicon.lookup(stems, true);
    const noun: Chunk = {
      kind: candidates.length > 0 ? 'terms' : 'unknown',
      start: chunk.start,
      end: start,
      candidates,
    };
    return [noun, { kind: 'unknown', start, end: chunk.end }];
  });
}

/** The name or value next to the verb, little words passed by. */
function nounFrom({ chunks, ...state }: State, from: number, step: 1 | -1): Terms | undefined {
  for (let at = from; chunks[at]; at += step) {
    const chunk = chunks[at];
    if (chunk?.kind === 'terms') return chunk;
    const word = lowerOf({ chunks, ...state }, chunk);
    const passes =
      chunk?.kind === 'filler' || /^(by|by the|by each|per|each|the most|the fewest|the least|which|who)$/.test(word);
    if (!passes) return undefined;
  }
  return undefined;
}

const homeOf = (candidate: Terms['candidates'][number]): string | undefined =>
  candidate.kind === 'dataset' ? candidate.dataset : candidate.kind === 'metric' ? undefined : candidate.field.dataset;

/** Those named who have the care of other things that are named. */
function carerOf(state: State, doer: Terms, { root }: Care): string | undefined {
  const { catalogue, chunks } = state;
  const named = doer.candidates.flatMap(c => (c.weight >= 0.9 ? (homeOf(c) ?? []) : []));
  const homes = chunks.flatMap(c =>
    c === doer || c.kind !== 'terms'
      ? []
      : c.candidates.flatMap(o =>
          o.weight < 0.9 ? [] : ((o.kind === 'metric' ? catalogue.metrics.get(o.metric)?.home : homeOf(o)) ?? []),
        ),
  );
  const linked = [...new Set(named)].filter(dataset =>
    homes.some(home => {
      const reach = catalogue.reach(home, dataset);
      return reach.kind === 'up' && (reach.distance === 1 || isCalledBy(state, dataset, root));
    }),
  );
  const called = linked.filter(dataset => isCalledBy(state, dataset, root));
  const [dataset, ...more] = called.length > 0 ? called : linked;
  return more.length === 0 ? dataset : undefined;
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
  const no = chunks.findLastIndex((c, i) => i < at && !/^(is|are|was|were|has|have|been|yet)$/.test(lowerOf(state, c)));
  if (
    !/^((is|are|was|were|has|have) )?(nobody|no one|not|never)( (is|are|was|were|been|ever))*$/.test(
      lowerOf(state, chunks[no]),
    )
  )
    return false;
  const things = candidatesOf(chunks.slice(0, no).findLast(namesThings), 'dataset')[0]?.dataset;
  const stop = chunks.findIndex(
    (c, i) =>
      i >= end &&
      !lowerOf(state, c)
        .split(' ')
        .every(word => object.test(word)),
  );
  const last = stop < 0 ? chunks.length : stop;
  const goesOn = stop >= 0 && /^(terms|number|unknown)$/.test(chunks[stop]?.kind ?? '');
  const [dataset, ...more] = [...catalogue.datasets.keys()].filter(name => {
    const reach = things === undefined ? undefined : catalogue.reach(things, name);
    return reach?.kind === 'up' && reach.distance === 1 && isCalledBy(state, name, root);
  });
  if (dataset === undefined || more.length > 0 || goesOn) return false;
  draft.related.push({ dataset, negated: true, at: no });
  pass(state, no, last);
  return true;
}
