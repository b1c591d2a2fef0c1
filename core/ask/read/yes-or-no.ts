import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf, isPhrase } from '../chunks.ts';
import type { FieldChoice } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import { stemOf } from '../words.ts';
import { isDoneToThem, isSaidOfThose } from './done-to-them.ts';
import { placeEntity } from './entities.ts';
import { flagOf } from './flag-of-field.ts';
import { isPlural, lowerOf, nextContent, type State, wordBefore } from './state.ts';

const verbsOfState = patterns.verbsOfState;

const leadsToAnswer = patterns.leadsToAnswer;

const leadsToFlag = patterns.leadsToFlag;

const havingOrNot = patterns.havingOrNot;

const leadsToState = patterns.leadsToState;

const gets = patterns.getsWords;

const isOrIsnt = patterns.isOrIsnt;

/**
 * What is yes or no of each thing says which of them are meant: "public playlists", "songs that are explicit",
 * "unverified reviews", "where archived is true". Grouped by it stays a group.
 */
export function saysWhich(state: State, choice: FieldChoice, chunk: Chunk): boolean {
  const { pending, chunks } = state;
  const [option] = choice.options;
  if (pending.group || pending.sort || !choice.options.some(o => flagOf(state, o.field))) return false;
  // "stays without any chronic illness": of which each has many
  const own = choice.options.some(o => o.field.dataset === state.scope);
  if (pending.negation === 'without' && !own && !(option && namesOne(state, option.field, chunk))) return false;
  if (option && isOtherSide(state, option.field)) return true;
  if (option && namesThings(state, option.field, chunk)) {
    keep(state, { ...choice, options: [option] }, pending.negation === undefined);
    pending.negation = undefined;
    placeEntity(state, option.field.dataset, chunk);
    return true;
  }
  if (option && namesOne(state, option.field, chunk)) {
    keep(state, { ...choice, options: [option] }, pending.negation === undefined);
    pending.negation = undefined;
    return true;
  }
  const said = answerBehind(state);
  const described =
    pending.negation === 'without' ||
    said !== undefined ||
    isBeforeThings(state, chunk) ||
    isBehindCopula(state) ||
    isHad(state, chunk);
  if (!described) return false;
  const lacks = /^(lack|lacks|no)$/;
  const without = state.chunks.slice(Math.max(0, state.at - 2), state.at).some(c => lacks.test(lowerOf(state, c)));
  const negated = pending.negation !== undefined || isBehindNor(state) || without;
  keep(state, choice, (said?.yes ?? true) !== negated);
  pending.negation = undefined;
  if (said) state.chunks = chunks.map((c, at) => (at > state.at && at <= said.end ? asFiller(c) : c));
  return true;
}

/** "insured versus not insured": both, so they are groups. */
function isOtherSide(state: State, field: FieldInfo): boolean {
  const { draft, pending } = state;
  const negated = pending.negation !== undefined;
  const before = state.chunks.slice(0, state.at).findLast(c => c.kind === 'terms');
  const joint = state.chunks.slice(state.chunks.indexOf(before as Chunk) + 1, state.at);
  const compared = joint.some(c => isPhrase(c, 'versus', 'compare') || /^(and|or)$/.test(lowerOf(state, c)));
  const grouped = draft.dimensions.some(d => d.kind === 'field' && d.choice.options.some(o => o.field === field));
  const kept = draft.filters.findLast(f => f.options.length === 1 && f.options[0]?.field === field);
  if (!compared || !(grouped || (kept && negated))) return false;
  pending.negation = undefined;
  draft.filters = draft.filters.filter(f => f !== kept);
  if (!grouped && kept)
    draft.dimensions.push({
      kind: 'field',
      choice: { options: [{ field, weight: 1 }], scope: undefined, text: kept.text, at: kept.at },
    });
  draft.compare = false;
  return true;
}

/** "the primary contacts": what is called so ends with the noun of the things that are it. */
function namesThings({ tokens, lexicon }: State, { dataset }: FieldInfo, { start, end }: Chunk): boolean {
  const noun = tokens[end - 1];
  return (
    end - start > 1 && noun !== undefined && /s$/.test(noun.lower) && lexicon.entities.get(noun.stem)?.[0] === dataset
  );
}

/** "on a green tariff", "with a smart device": the one that each of them has. */
function namesOne(
  { tokens, lexicon, catalogue, ...state }: State,
  { dataset }: FieldInfo,
  { start, end }: Chunk,
): boolean {
  const [noun, article, joint] = [tokens[end - 1], tokens[start - 1]?.lower ?? '', tokens[start - 2]?.lower ?? ''];
  const [mention] = state.draft.mentions;
  const [measure] = state.draft.measures;
  const things =
    mention?.dataset ??
    (measure?.kind === 'metric' ? catalogue.metrics.get(measure.metric)?.counts : undefined) ??
    (measure?.kind === 'count' ? measure.dataset : undefined) ??
    (state.draft.subject?.kind === 'entity' ? state.draft.subject.dataset : undefined);
  return (
    end - start > 1 &&
    noun !== undefined &&
    lexicon.entities.get(noun.stem)?.[0] === dataset &&
    /^(a|an)$/.test(article) &&
    leadsToFlag.test(joint) &&
    things !== undefined &&
    catalogue.reach(things, dataset).kind === 'up'
  );
}

/** "inactive", "unverified": the opposite of what a field is called by in one word. */
export function readOpposite(state: State): boolean {
  const chunk = state.chunks[state.at];
  const word = lowerOf(state, chunk);
  const positive = /^(?:un|in|non)(\p{L}{4,})$/u.exec(word)?.[1];
  if (!chunk || positive === undefined || state.pending.group) return false;
  const fields = state.lexicon
    .lookup([stemOf(positive)], false, [positive])
    .flatMap(c => (c.kind === 'field' && flagOf(state, c.field) && c.weight >= 0.9 ? [c] : []));
  const [first, ...more] = fields;
  if (!first || more.length > 0 || !(isBeforeThings(state, chunk) || isBehindCopula(state))) return false;
  const options = [{ field: first.field, weight: first.weight }];
  keep(state, { options, scope: state.scope, text: word, at: state.at }, state.pending.negation !== undefined);
  state.pending.negation = undefined;
  return true;
}

function keep(state: State, choice: FieldChoice, yes: boolean): void {
  const { draft } = state;
  const filter = {
    options: choice.options.flatMap(({ field, weight }) => {
      const flag = flagOf(state, field);
      return flag ? [{ field, values: [yes ? flag.yes : flag.no], weight, partial: false }] : [];
    }),
    operator: 'in' as const,
    scope: thingsBehind(state) ?? choice.scope,
    text: choice.text,
    at: state.at,
  };
  draft.filters.push(filter);
  state.lastFilter = undefined;
}

const asFiller = ({ start, end }: Chunk): Chunk => ({ kind: 'filler', start, end });

/** "is true", "= no" */
function answerBehind(state: State): { yes: boolean; end: number } | undefined {
  const rest = state.chunks.slice(state.at + 1, state.at + 5);
  const at = rest.findIndex(c => !leadsToState.test(lowerOf(state, c)));
  const word = lowerOf(state, rest[at]);
  if (at < 0 || !/^(true|false|yes|no|y|n)$/.test(word)) return undefined;
  if (at === 0 && !/^(true|false|yes)$/.test(word)) return undefined;
  const turned = rest.slice(0, at).some(c => /\bnot\b/.test(lowerOf(state, c)));
  return { yes: /^(true|yes|y)$/.test(word) !== turned, end: state.at + 1 + at };
}

/** Values and adjectives may stand between: "explicit Rock songs". */
function thingsBehind(state: State): string | undefined {
  for (const chunk of state.chunks.slice(state.at + 1)) {
    const things = candidatesOf(chunk, 'dataset').find(c => c.weight > 0.9);
    if (things) return things.dataset;
    const counted = candidatesOf(chunk, 'metric').find(c => c.weight >= 0.9);
    const counts = counted && state.catalogue.metrics.get(counted.metric)?.counts;
    if (counts !== undefined) return counts;
    if (!candidatesOf(chunk, 'value').some(c => c.weight >= 0.9)) return undefined;
  }
  return undefined;
}

/** "planned outages", "only planned ones" */
const isBeforeThings = (state: State, chunk: Chunk): boolean =>
  state.chunks[state.at + 1]?.start === chunk.end &&
  (lowerOf(state, state.chunks[state.at + 1]) === 'ones' || thingsBehind(state) !== undefined);

/** "that are explicit", "is it lossless" */
function isBehindCopula(state: State): boolean {
  const before = state.chunks
    .slice(0, state.at)
    .findLast(c => !(c.kind === 'filler' && leadsToAnswer.test(lowerOf(state, c))));
  const word = isOfAll(state) ? 'are' : lowerOf(state, before);
  const next = nextContent(state, state.at + 1)?.chunk;
  const stops = /^[?.!;:]$/.test(lowerOf(state, state.chunks[state.at + 1]));
  const ends = stops || next === undefined || next.kind === 'time' || next.kind === 'phrase' || next.kind === 'mark';
  const joined = /^(and|or|in|at|from|by|with|on|for)$/.test(lowerOf(state, state.chunks[state.at + 1]));
  return isOrIsnt.test(word) && (ends || joined);
}

/** "which of them are Master grade and certified": said beside a value, of the same things. */
function isOfAll(state: State): boolean {
  const { chunks, at } = state;
  const joint = lowerOf(state, chunks[at - 1]);
  if (!/^(and|,)$/.test(joint)) return false;
  const rest = chunks.slice(0, at - 1).toReversed();
  const verb = rest.find(c => !candidatesOf(c, 'value').some(v => v.weight >= 0.9));
  return rest[0] !== verb && /^(is|are|was|were)$/.test(lowerOf(state, verb));
}

/** "neither use autopay nor get paperless bills" */
function isBehindNor(state: State): boolean {
  const before = state.chunks.slice(Math.max(0, state.at - 3), state.at);
  return before.some(c => lowerOf(state, c) === 'nor') && state.tokens.some(({ lower }) => lower === 'neither');
}

/** "songs with explicit lyrics": said in more than one word, it is what they have. */
const isHad = (state: State, chunk: Chunk): boolean =>
  isTaken(state) ||
  isHeldByThem(state) ||
  isDoneToThem(state, chunk) ||
  isSaidOfThose(state, chunk) ||
  isSaidOfThem(state) ||
  isTimeOf(state, chunk) ||
  (chunk.end - chunk.start > 1 &&
    (/^(under|in|on|with|without|at|out) /.test(lowerOf(state, chunk)) || isWithThem(state)));

/** "revenue on public holidays", of days */
const isTimeOf = (state: State, chunk: Chunk): boolean => {
  const plural = isPlural(state, chunk);
  return plural && /^(on|during|at)$/.test(wordBefore(state));
};

/** "customers who get our newsletter" */
const isTaken = (state: State): boolean => {
  const before = state.chunks.slice(Math.max(0, state.at - 3), state.at).toReversed();
  const verb = before.find(c => !/^(the|our|a|an|their|any)$/.test(lowerOf(state, c)));
  return gets.test(lowerOf(state, verb));
};

const isWithThem = (state: State): boolean => havingOrNot.test(wordBefore(state));

/** "which hotels have a spa", "hotels with a pool" */
function isHeldByThem(state: State): boolean {
  const [verb, article] = state.chunks.slice(Math.max(0, state.at - 2), state.at);
  return /^(a|an|any|the|no|its own)$/.test(lowerOf(state, article)) && hasThem.test(lowerOf(state, verb));
}

const hasThem = patterns.offersWords;

/** "employees who work part time" */
function isSaidOfThem(state: State): boolean {
  const [who, verb] = state.chunks.slice(Math.max(0, state.at - 2), state.at);
  return /^(who|that|which)$/.test(lowerOf(state, who)) && verbsOfState.test(lowerOf(state, verb));
}
