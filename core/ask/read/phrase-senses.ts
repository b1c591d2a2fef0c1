import { candidatesOf, isPhrase, namesNumber, namesThings } from '../chunks.ts';
import { countsRows } from '../counted-rows.ts';
import { homeOf } from './measure-list.ts';
import { isPlural, lowerOf, nextContent, previousContent, type State, wordBefore } from './state.ts';
import type { PhraseChunk } from './superlative-phrases.ts';

/** "average order value of all countries": of what does not add up there is no part, so it is asked for each. */
export function isOfEach(state: State, chunk: PhraseChunk): boolean {
  const last = state.draft.measures.at(-1);
  const next = nextContent(state, state.at + 1)?.chunk;
  const info = last?.kind === 'metric' ? state.catalogue.metrics.get(last.metric) : undefined;
  const plural = isPlural(state, next);
  return (
    lowerOf(state, chunk) === 'of all' &&
    last?.at === state.at - 1 &&
    info !== undefined &&
    !info.additive &&
    info.counts === undefined &&
    plural &&
    candidatesOf(next, 'field').some(c => c.weight >= 0.9)
  );
}

/**
 * "revenue of all customers in China": that of them together, as no part of anything is spoken of. Late lines of all
 * lines are a part: the whole is counted in the same things.
 */
export function isOfThoseNamed(state: State, chunk: PhraseChunk): boolean {
  const { draft, chunks, at } = state;
  const [measure, ...more] = draft.measures;
  const next = chunks[at + 1];
  const spoken = chunks.some(c => c !== chunk && isPhrase(c, 'share', 'percent', 'ofTotal'));
  if (lowerOf(state, chunk) !== 'of all' || spoken || !measure || more.length > 0 || next?.kind !== 'terms')
    return false;
  const whole = wholeOf(state);
  const counted = candidatesOf(next, 'metric').some(
    c => c.weight > 0.9 && state.catalogue.metrics.get(c.metric)?.counts === undefined,
  );
  const ofItself = countsRows(state, measure) && (whole === undefined || homeOf(state, measure) === whole);
  return !counted && !ofItself;
}

/** The things behind "of all", values that narrow them passed by: all brass parts. */
function wholeOf({ chunks, at }: State): string | undefined {
  const rest = chunks.slice(at + 1);
  const end = rest.findIndex(c => c.kind !== 'terms');
  return rest
    .slice(0, end < 0 ? rest.length : end)
    .flatMap(c => candidatesOf(c, 'dataset'))
    .find(c => c.weight > 0.9)?.dataset;
}

/** "revenue of all regions except America": no share of them. */
export function isExcepted(state: State, chunk: PhraseChunk): boolean {
  const [noun, except] = state.chunks.slice(state.at + 1, state.at + 3);
  return (
    lowerOf(state, chunk) === 'of all' &&
    noun?.kind === 'terms' &&
    except?.kind === 'phrase' &&
    except.phrase.kind === 'negation'
  );
}

/** "gained the most": deals that were lost are no decline. */
export function saysGrowth(state: State, chunk: PhraseChunk): boolean {
  if (!/^(gain|gained|lose|lost)$/.test(lowerOf(state, chunk))) return true;
  const next = nextContent(state, state.at + 1)?.chunk;
  return isPhrase(next, 'superlative');
}

/** "don't have a phone number", "doesn't have any orders": without. */
export function hasNot(state: State, chunk: PhraseChunk): boolean {
  if (!/^(dont|doesnt|didnt|not|never|do not|does not|did not)$/.test(lowerOf(state, chunk))) return false;
  const [have, article] = state.chunks.slice(state.at + 1, state.at + 3).map(each => lowerOf(state, each));
  return /^(have|has|had)$/.test(have ?? '') && /^(a|an|any|the)$/.test(article ?? '');
}

/** "orders that contain at least one line": they have them; no text is looked for. */
export function holdsThings(state: State): boolean {
  // "orders that contain something from Norway"
  if (/^(something|anything|things|items)$/.test(lowerOf(state, state.chunks[state.at + 1]))) return true;
  const next = nextContent(state, state.at + 1);
  if (next?.chunk.kind === 'phrase') return ['comparator', 'without'].includes(next.chunk.phrase.kind);
  if (next && (holdsKinds(state, next.at) || holdsOneOf(state, next.at))) return true;
  const noun = next?.chunk.kind === 'number' ? nextContent(state, next.at + 1)?.chunk : undefined;
  return namesThings(noun);
}

/** "orders that contain a part from Acme", "any part of brand X": one of the things that each has many of. */
function holdsOneOf({ chunks, at, catalogue, ...state }: State, from: number): boolean {
  const article = /^(a|an|any|some|one)$/.test(lowerOf({ chunks, at, catalogue, ...state }, chunks[from - 1]));
  const [things] = candidatesOf(chunks[from], 'dataset').filter(({ weight }) => weight > 0.9);
  const owners = chunks
    .slice(0, at)
    .flatMap(c => [
      ...candidatesOf(c, 'dataset').flatMap(({ weight, dataset }) => (weight > 0.9 ? [dataset] : [])),
      ...candidatesOf(c, 'metric').flatMap(({ metric }) => catalogue.metrics.get(metric)?.counts ?? []),
    ]);
  const owner = owners.at(-1);
  const said = chunks.slice(from + 1).some(({ kind }) => kind === 'terms');
  return (
    article &&
    said &&
    things !== undefined &&
    owner !== undefined &&
    catalogue.reach(owner, things.dataset).kind === 'down'
  );
}

/** "lists that contain a jazz or a folk song": kinds of what each of the things has many of, and no text. */
function holdsKinds({ chunks, at, catalogue, tokens }: State, from: number): boolean {
  const end = chunks.findIndex((c, i) => i >= from && namesThings(c));
  const owner = chunks
    .slice(0, at)
    .flatMap(c => [
      ...candidatesOf(c, 'dataset').filter(({ weight }) => weight > 0.9),
      ...candidatesOf(c, 'metric').flatMap(({ metric }) => {
        const dataset = catalogue.metrics.get(metric)?.counts;
        return dataset === undefined ? [] : [{ dataset }];
      }),
    ])
    .at(-1);
  const [things] = candidatesOf(chunks[end], 'dataset');
  const kinds = chunks.slice(from, Math.max(from, end)).filter(c => c.kind !== 'filler' && c.kind !== 'mark');
  const areKinds = kinds.every(
    c => tokens[c.start]?.kind === 'word' && candidatesOf(c, 'value').some(v => v.weight >= 0.9 && !v.partial),
  );
  if (!owner || !things || kinds.length === 0 || !areKinds) return false;
  return catalogue.reach(owner.dataset, things.dataset).kind === 'down';
}

/** "customers whose industry …": said of the things named just before. */
export const isRelative = (state: State): boolean =>
  // "margin on what customers bought"
  (lowerOf(state, state.chunks[state.at]) === 'what' && isLedByPreposition(state)) ||
  (lowerOf(state, state.chunks[state.at]) === 'whose' && state.at > 0 && state.draft.measures.length > 0) ||
  (/^(who|whose|which)$/.test(lowerOf(state, state.chunks[state.at])) &&
    (state.chunks[state.at - 1]?.kind === 'terms' || isLedByPreposition(state)));

/** "the cost at which we buy" */
const isLedByPreposition = (state: State): boolean =>
  /^(at|from|for|by|to|with|on|of|in)$/.test(wordBefore(state)) &&
  state.chunks[state.at - 2]?.kind === 'terms' &&
  state.draft.measures.length > 0;

/** "stock value relative to revenue", "how does it relate to revenue": one number divided by another; of periods and values it is a comparison. */
export function setsInRelation(state: State, chunk: PhraseChunk): boolean {
  if (!/^(relat\w+|in relation) to$/.test(lowerOf(state, chunk)) || state.draft.measures.length !== 1) return false;
  const next = nextContent(state, state.at + 1)?.chunk;
  const numbers = candidatesOf(next, 'field').filter(({ field }) => field.kind === 'number' && !field.isIdentifier);
  return [...candidatesOf(next, 'metric'), ...candidatesOf(next, 'dataset'), ...numbers].some(c => c.weight > 0.9);
}

/** "profit over stock value": between two numbers of the model it divides one by the other. */
export function dividesBy({ draft, chunks, at, ...state }: State, chunk: PhraseChunk): boolean {
  const [measure, ...more] = draft.measures;
  const next = namesNumber(chunks[at + 1]);
  return (
    lowerOf({ ...state, draft, chunks, at }, chunk) === 'over' && more.length === 0 && measure?.at === at - 1 && next
  );
}

/** "the same", "now the same": nothing but words that go on from an answer stands before it. */
export function leadsFollowUp(state: State): boolean {
  const before = previousContent(state, state.at);
  const goesOn = before?.chunk.kind === 'phrase' && before.chunk.phrase.kind === 'followUp';
  return before === undefined || (goesOn && previousContent(state, before.at) === undefined);
}

/** "is the late rate of air higher than that of ship": both, side by side, for nothing says by how much. */
export function comparesThings(state: State): boolean {
  const asks = /^(is|are|was|were|do|does|did|has|have)$/.test(state.tokens[0]?.lower ?? '');
  const behind = state.chunks.slice(state.at + 1);
  const at = behind.findIndex(c => !/^(that|those|the|one|ones|of|for|in|from|by|at|with)$/.test(lowerOf(state, c)));
  const known = state.draft.filters.at(-1)?.options.map(({ field }) => field) ?? [];
  const same = candidatesOf(behind[at], 'value').some(({ field, weight }) => weight >= 0.9 && known.includes(field));
  return asks && at > 0 && same && state.draft.measures.length > 0;
}
