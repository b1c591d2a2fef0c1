import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf, isPhrase, namesThings } from '../chunks.ts';
import { defaultDate } from '../dates.ts';
import { patterns } from '../english/patterns.ts';
import { latenessOfField } from '../lateness.ts';
import type { Token } from '../words.ts';
import { isDoneByThose } from './done-by-those.ts';
import { asksWhen } from './first-or-last.ts';
import { lowerOf, nextContent, pushVerb, type State } from './state.ts';

const pastParticiples = patterns.pastParticiples;

const happenedAtAll = patterns.happenedAtAll;

const adjective = patterns.verbsThatAreStates;

const ofAnything = patterns.ofAnything;

/** A chunk of names and values of the model. */
export type Terms = Extract<Chunk, { kind: 'terms' }>;

/** shipped, ordered, received: the verb of a date field, unless it is a value that no date follows. */
export function isDateVerb(state: State, chunk: Terms): boolean {
  if (isVerbOfWords(state, chunk)) return true;
  if (chunk.end - chunk.start !== 1) return false;
  const token = state.tokens[chunk.start];
  const fields = token && state.lexicon.verbs.get(token.stem);
  if (!token || !fields || chunk.candidates.every(c => c.kind === 'dataset')) return false;
  // "average payment", where its amount is meant
  if (state.pending.aggregate && chunk.candidates.every(c => c.kind === 'field' && c.field.kind === 'number'))
    return false;
  if (isDidBy(state, chunk) || isDoneByThose(state, chunk) || isPresent(state, chunk)) return true;
  // "picked up", which a model may call a pickup date
  const [first = ''] = token.text.toLowerCase().split(' ');
  const isParticiple = pastParticiples.test(first);
  const past = isParticiple || token.lower !== token.stem;
  const noun = /s$/.test(token.lower) && !/(ss|us)$/.test(token.lower);
  if (
    !state.lexicon.words.has(token.lower) &&
    !noun &&
    chunk.candidates.every(c => c.kind === 'field' && c.field.kind === 'time' && c.weight <= 0.66)
  )
    return true;
  // "the earliest shipment": what is dated, and no verb
  if (/ment$/.test(token.lower) && state.pending.superlative && namesThings(chunk)) return false;
  if (noun && isOnlyDate(state, chunk)) return true;
  if (!past || noun || state.pending.count || state.pending.group)
    return isBeforeGrain(state) && state.pending.group !== undefined;
  const next = nextContent(state, state.at + 1)?.chunk;
  if (next?.kind === 'time' || isGrouped(state, state.at + 1) || isLatenessBeforeTime(state, fields)) return true;
  if (state.pending.negation && !isPhrase(next, 'group')) return false;
  if (isPassive(state, chunk) || isBehindGrain(state)) return true;
  const strong = chunk.candidates.find(
    c => (c.kind === 'metric' && c.weight >= 0.9) || (c.kind === 'value' && c.weight >= 0.97),
  );
  return strong === undefined && isParticiple;
}

/** "suppliers ship the most lines", "orders that ship in March", "orders ship in March", where a way to go is called ship; open ones may be in that state. */
function isPresent({ tokens, chunks, at }: State, { start, end }: Chunk): boolean {
  const [token, before] = [tokens[start], tokens[start - 1]];
  if (token?.lower !== token?.stem || adjective.test(token?.lower ?? '')) return false;
  const clause = /^(that|which|who)$/.test(before?.lower ?? '') || namesThings(chunks[at - 1]);
  if (!clause || chunks[at + 1]?.start !== end) return false;
  if (chunks[at + 1]?.kind === 'time' || isGrouped({ chunks }, at + 1)) return true;
  const many = /^(that|which|who)$|[^s]s$/.test(before?.lower ?? '');
  return many && (tokens[end]?.kind === 'number' || patterns.behindPresentVerbs.test(tokens[end]?.lower ?? ''));
}

/** "per month", "by year" */
const isGrouped = ({ chunks }: Pick<State, 'chunks'>, at: number): boolean => {
  const group = chunks[at];
  return isPhrase(group, 'group') && chunks[at + 1]?.kind === 'grain';
};

/** "invoices paid late in May": paid in May, and late, which is said of the same date. */
function isLatenessBeforeTime({ chunks, at, catalogue }: State, fields: readonly FieldInfo[]): boolean {
  const adverb = chunks[at + 1];
  const isInTime = chunks[at + 2]?.kind === 'time' || isGrouped({ chunks }, at + 2);
  const values = candidatesOf(adverb, 'value').filter(({ partial, weight }) => !partial && weight >= 0.9);
  return isInTime && values.some(({ field }) => fields.some(date => date === latenessOfField(catalogue, field)?.late));
}

/** "how many pieces did we ship": behind who did it the word is a verb, whatever else is called so. */
function isDidBy({ tokens, chunks }: State, { start }: Chunk): boolean {
  // "when did we last ship to Peru"
  const at = /^(last|first)$/.test(tokens[start - 1]?.lower ?? '') ? start - 1 : start;
  const [did, who] = [tokens[at - 2]?.lower ?? '', tokens[at - 1]?.lower ?? ''];
  if (/^(did|do|does)$/.test(did) && /^(we|they|you|i|it|he|she)$/.test(who)) return true;
  // "vendors that did not ship in May", where a way to go is called ship
  const denies = /^(didnt|dont|doesnt)$/.test(who) || (/^(did|do|does)$/.test(did) && /^(not|ever)$/.test(who));
  if (denies) return candidatesOf(chunkAt(chunks, start), 'value').length > 0 && !namesThings(chunkAt(chunks, start));
  // "how many lines did the Russian suppliers ship in 1996"
  const before = chunks.filter(c => c.end <= start);
  const auxiliary = before.findLastIndex(
    c => c.end - c.start === 1 && /^(did|do|does)$/.test(tokens[c.start]?.lower ?? ''),
  );
  const all = before.slice(auxiliary + 1);
  // "how many lines do suppliers in Peru ship": where they are
  const place = all.findLastIndex(c => c.kind === 'filler' && /^(in|from|of)$/.test(tokens[c.start]?.lower ?? ''));
  const doers = place > 0 ? all.slice(0, place) : all;
  // "when did the last line ship", "did the 5 biggest suppliers ship"
  const ranked = doers.some(c => isPhrase(c, 'superlative', 'top'));
  const led = doers.map(c =>
    c.kind === 'terms' || c.kind === 'number' || isPhrase(c, 'superlative', 'top')
      ? ''
      : (tokens[c.start]?.lower ?? ''),
  );
  return (
    auxiliary >= 0 &&
    namesThings(doers.at(-1)) &&
    (ranked ||
      /s$/.test(tokens[(doers.at(-1)?.end ?? 0) - 1]?.lower ?? '') ||
      led.some(word => /^(each|every)$/.test(word))) &&
    led.every(word => /^(|the|our|all|these|those|each|every)$/.test(word))
  );
}

const chunkAt = (chunks: readonly Chunk[], start: number): Chunk | undefined => chunks.find(c => c.start === start);

/** "carried out": what the model calls a date by, in two words that are no noun. */
function isVerbOfWords(state: State, chunk: Terms): boolean {
  const [first] = chunk.candidates;
  const word = state.tokens[chunk.start]?.lower ?? '';
  const particle = state.tokens[chunk.end - 1]?.lower ?? '';
  return (
    chunk.end - chunk.start === 2 &&
    /(ed|en|nt|ght|ld|ne)$/.test(word) &&
    /^(out|up|in|off|down|over)$/.test(particle) &&
    first?.kind === 'field' &&
    first.field.kind === 'time'
  );
}

const fieldsOfVerb = (state: State, chunk: Terms): readonly FieldInfo[] =>
  isVerbOfWords(state, chunk)
    ? chunk.candidates.flatMap(c => (c.kind === 'field' && c.weight >= 0.9 ? [c.field] : []))
    : (state.lexicon.verbs.get(state.tokens[chunk.start]?.stem ?? '') ?? []);

/** "stays by department, for discharges in 2024": the noun means nothing but the date. */
const isOnlyDate = (state: State, chunk: Terms): boolean =>
  state.chunks[state.at + 1]?.kind === 'time' &&
  state.draft.measures.length + state.draft.mentions.length > 0 &&
  chunk.candidates.every(c => c.kind === 'field' && c.weight < 0.9);

/** "orders shipped from Reading": said of what was done from, to or by something, not of a state. */
function isPassive(state: State, chunk: Terms): boolean {
  const before = state.chunks[state.at - 1];
  const [after, thing] = [state.chunks[state.at + 1], state.chunks[state.at + 2]];
  const noun = candidatesOf(before, 'dataset').length + candidatesOf(before, 'metric').length > 0;
  const joint = after?.kind === 'filler' && /^(from|to|via|through)$/.test(lowerOf(state, after));
  return noun && joint && thing?.kind === 'terms' && chunk.candidates[0]?.kind === 'value';
}

/** "by month they were delivered": the verb says which date the months are of. */
function isBehindGrain(state: State): boolean {
  const at = state.chunks.slice(0, state.at).findLastIndex(c => c.kind !== 'filler');
  const said = state.chunks.slice(at + 1, state.at).some(c => /^(they|it|were|was)$/.test(lowerOf(state, c)));
  return state.chunks[at]?.kind === 'grain' && said;
}

/**
 * "procedures that were never carried out": of those in the catalogue, the ones that nobody has a date for; and
 * "customers who have ordered something": the ones that somebody has.
 */
function everOrNeverDone({ draft, pending, catalogue, ...state }: State, fields: readonly FieldInfo[]): boolean {
  const negated = pending.negation !== undefined;
  const not = state.chunks.slice(0, state.at).findLast(c => isPhrase(c, 'negation'));
  if (negated ? not === undefined : !isAllThatIsSaid(state)) return false;
  const [measure] = draft.measures;
  const things =
    draft.subject?.kind === 'entity'
      ? draft.subject.dataset
      : draft.subject?.kind === 'field'
        ? draft.subject.choice.options[0]?.field.dataset
        : (draft.mentions[0]?.dataset ?? (measure?.kind === 'count' ? measure.dataset : undefined));
  const [field, ...more] = fields;
  if (!field || more.length > 0 || things === undefined) return false;
  // what was never returned may well have been lent: only the date that tells of the thing itself
  const itself = defaultDate(catalogue, field.dataset) === field;
  if (!itself || catalogue.reach(things, field.dataset).kind !== 'down') return false;
  draft.related.push({ dataset: field.dataset, negated, at: state.at, filters: [] });
  pending.negation = undefined;
  return true;
}

/** "who have actually ordered something?": no period and nothing else is said of the deed. */
function isAllThatIsSaid({ chunks, at, tokens }: Omit<State, 'draft' | 'pending' | 'catalogue'>): boolean {
  const words = (some: readonly Chunk[]) => some.flatMap(c => tokens.slice(c.start, c.end).map(token => token.lower));
  const doers = happenedAtAll;
  return (
    !chunks.some(c => c.kind === 'time') &&
    doers.test(words(chunks.slice(0, at)).join(' ')) &&
    ofAnything.test(words(chunks.slice(at + 1)).join(' '))
  );
}

/** "by ship month": the verb of a date before a grain. */
const isBeforeGrain = (state: State): boolean => state.chunks[state.at + 1]?.kind === 'grain';

/** "how many orders did we receive": from those who ordered, by the day of the order; not as what is delivered to them. */
function isTakenIn(
  { draft, tokens, chunks, at, catalogue }: State,
  token: Token,
  fields: readonly FieldInfo[],
): boolean {
  const who = tokens[(chunks[at]?.start ?? 0) - 1]?.lower ?? '';
  const [measure] = draft.measures;
  const things = measure?.kind === 'count' ? measure.dataset : draft.mentions[0]?.dataset;
  if (who !== 'we' || !/^(receive|received|get|got)$/.test(token.lower) || things === undefined) return false;
  const own = defaultDate(catalogue, things)?.dataset === things;
  return own && fields.every(({ dataset }) => catalogue.reach(things, dataset).kind === 'down');
}

/** Reads a verb of a date field: of the time that stands beside it, or of things that were never done. */
export function readDateVerb(state: State, chunk: Terms): void {
  const token = state.tokens[chunk.start];
  const fields = fieldsOfVerb(state, chunk);
  if (!token || isTakenIn(state, token, fields)) return;
  if (everOrNeverDone(state, fields)) return;
  const before = state.draft.dimensions.at(-1);
  if (before?.kind === 'time' && isBehindGrain(state)) {
    state.draft.dimensions = [...state.draft.dimensions.slice(0, -1), { ...before, fields }];
    return;
  }
  pushVerb(state, chunk, fields);
  const verb = state.draft.verbs.at(-1);
  const [measure] = state.draft.measures;
  // "when did the first line ship"
  const isAsked = measure?.kind === 'aggregate' && measure.choice.options.some(({ field }) => fields.includes(field));
  if (verb && isAsked && asksWhen(state)) verb.used = true;
  if (verb && isPassive(state, chunk)) {
    verb.used = true;
    verb.spent = true;
  }
}
