import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf } from '../chunks.ts';
import type { DraftDimension } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { datesBefore } from './dates-before.ts';
import { dateOfDeed } from './day-of-deed.ts';
import { isRanked } from './groups.ts';
import { lowerOf, nextContent, onlySeparators, passOver, previousContent, problem, type State } from './state.ts';

const adverbsOfGrain = patterns.adverbsOfGrain;

/** A grain groups ("by month", "monthly") or is what is asked for ("which month"). */
export function readGrain(state: State, chunk: Extract<Chunk, { kind: 'grain' | 'part' }>): void {
  const { draft, pending } = state;
  const word = lowerOf(state, chunk);
  if (saysAgain(state, word)) pending.group = { at: state.at, each: true, word: 'per' };
  const adverb = adverbsOfGrain.test(word);
  const fields = (pending.group && dateOfDeed(state)) ?? dateBehind(state) ?? datesBefore(state);
  const dimension: DraftDimension =
    chunk.kind === 'grain'
      ? { kind: 'time', grain: chunk.grain, fields, at: state.at }
      : { kind: 'part', part: chunk.part, fields, at: state.at };
  if (chunk.kind === 'grain' && pending.count && /s$/.test(word) && draft.measures.length === 0 && !draft.subject) {
    // "how many days in 1997 had more than 10 orders"
    const { start = 0, text = word } = state.tokens[chunk.start] ?? {};
    const where = { text, start, end: start + text.length, reason: reasons.sayPeriodGroup };
    draft.subject = dimension;
    draft.subjectIs = 'plain';
    draft.subjectPlural = true;
    draft.periodsCounted = { label: `Number of ${word}`, where };
    pending.count = undefined;
    return;
  }
  if (chunk.kind === 'grain' && (pending.aggregate === 'AVG' || pending.typical) && adverb) {
    draft.perPeriod = chunk.grain;
    pending.which = undefined;
    if (pending.typical) {
      pending.typical = false;
      pending.aggregate = 'AVG';
      draft.averaged = true;
    }
    return;
  }
  // "which brand sells best in each year"
  const parts = pending.group !== undefined && draft.subject !== undefined && pending.superlative !== undefined;
  if (
    !parts &&
    (pending.which || pending.superlative || (draft.rank && !draft.subject && draft.rank.at === state.at - 1))
  ) {
    draft.subject = dimension;
    draft.subjectPlural = /s$/.test(word);
    draft.subjectIs ??= pending.which ? 'which' : 'top';
    if (pending.superlative)
      draft.rank ??= {
        count: undefined,
        direction: pending.superlative.direction,
        by: undefined,
        byField: undefined,
        at: state.at,
        word: pending.superlative.word,
      };
    pending.which = undefined;
    pending.superlative = undefined;
    return;
  }
  if (pending.number && state.draft.moving === undefined && nextIs(state, 'moving')) return;
  if (
    (/s$/.test(word) || isRanked(state)) &&
    state.draft.measures.length === 0 &&
    draft.subject === undefined &&
    [undefined, draft.rank?.at].includes(previousContent(state, state.at)?.at)
  ) {
    draft.subject = dimension;
    draft.subjectPlural = /s$/.test(word);
    draft.subjectIs ??= 'plain';
    return;
  }
  if (pending.group || adverb || continuesGroup(state) || isOfNoun(state)) {
    if (
      draft.averaged &&
      draft.measures.length > 0 &&
      pending.group &&
      draft.perPeriod === undefined &&
      /^(per|each|every|a)/.test(pending.group.word)
    ) {
      if (chunk.kind === 'grain') draft.perPeriod = chunk.grain;
      else problem(state, chunk, reasons.sayAverageDays);
    } else draft.dimensions.push(dimension);
    pending.group = undefined;
    return;
  }
  if (chunk.kind === 'grain' && draft.growth && draft.growth.unit === undefined) {
    draft.growth = { ...draft.growth, unit: chunk.grain };
    return;
  }
  // "customers with most orders in a single year": whose it is would be lost
  const owner = draft.mentions.find(({ at }) => at < (draft.rank?.at ?? 0));
  if (draft.rank && owner && draft.subject === undefined && draft.measures.length > 0) {
    problem(state, chunk, reasons.topInPeriod);
    return;
  }
  if (draft.subject === undefined && draft.measures.length > 0 && draft.rank !== undefined) {
    draft.subject = dimension;
    draft.subjectIs = 'top';
    return;
  }
  if (isOverAll(state, word)) {
    draft.dimensions.push(dimension);
    // "over" compares nothing here
    pending.comparator = undefined;
    return;
  }
  const unclear = endsOverAll(state) && isHowMany(state);
  problem(
    state,
    chunk,
    unclear
      ? `One number for each of them, or for all together? Say “by ${word.replace(/s$/, '')}”, or leave it out.`
      : reasons.sayPeriodGroup,
  );
}

/** "month for month": by month. */
function saysAgain(state: State, word: string): boolean {
  const [joint, again] = state.chunks.slice(state.at + 1, state.at + 3);
  if (!joint || !again || !/^(for|after)$/.test(lowerOf(state, joint)) || lowerOf(state, again) !== word) return false;
  passOver(state, joint);
  passOver(state, again);
  return true;
}

const endsOverAll = ({ chunks, at, tokens }: State): boolean => {
  const words = tokens.slice(0, chunks[at]?.start ?? 0).map(token => token.lower);
  return /^(over|across|through|for) the$/.test(words.slice(-2).join(' '));
};

/** "how many parts did they buy over the years": asked as one number, so each year need not be meant. */
const isHowMany = ({ tokens }: State): boolean =>
  tokens[0]?.lower === 'how' && /^(many|much|often)$/.test(tokens[1]?.lower ?? '');

/** "revenue over the months of 2024": one number for each of them. */
function isOverAll(state: State, word: string): boolean {
  const { chunks, at, draft } = state;
  const behind = chunks.slice(at + 1).find(c => c.kind !== 'filler');
  const isYear = behind?.kind === 'time' && behind.time.unit === 'year';
  const whole = behind === undefined || behind.kind === 'mark' || isYear;
  if (behind?.kind !== 'time' && isHowMany(state)) return false;
  // "for the months" alone may be the months that were asked about before
  const said = state.tokens[(chunks[at]?.start ?? 0) - 2]?.lower;
  return /s$/.test(word) && draft.measures.length > 0 && (said === 'for' ? isYear : whole) && endsOverAll(state);
}

/** "by year of shipment": the noun behind names the date. */
function dateBehind(state: State): readonly FieldInfo[] | undefined {
  const [joint, noun] = [state.chunks[state.at + 1], state.chunks[state.at + 2]];
  const named = dateNamed(state);
  if (named) return named;
  const token = noun && noun.end - noun.start === 1 ? state.tokens[noun.start] : undefined;
  const fields = token && lowerOf(state, joint) === 'of' ? state.lexicon.verbs.get(token.stem) : undefined;
  // "by month of return": no date is called so, and the months of another would be shown
  const isDeed =
    token !== undefined && noun?.kind === 'terms' && !token.capital && !fields && lowerOf(state, joint) === 'of';
  const dated = candidatesOf(noun, 'field').filter(({ field }) => field.kind === 'time');
  const meanings = dated.length + candidatesOf(noun, 'dataset').length;
  if (isDeed && meanings === 0 && noun) problem(state, noun, reasons.modelDateCalled);
  if (!fields || !noun) return undefined;
  passOver(state, noun);
  return fields;
}

/** "by nation and order year": the noun right before says whose years. */
const isOfNoun = ({ openField, at, draft }: State): boolean =>
  openField?.placed === true && openField.choice.at === at - 1 && draft.dimensions.length > 0;

/** "for each month of the delivery date" */
function dateNamed(state: State): readonly FieldInfo[] | undefined {
  const rest = state.chunks.slice(state.at + 1, state.at + 4);
  const noun = rest.find(c => !/^(of|the|their|its)$/.test(lowerOf(state, c)));
  const fields = candidatesOf(noun, 'field').flatMap(c =>
    c.field.kind === 'time' && c.weight >= 0.9 ? [c.field] : [],
  );
  if (!noun || lowerOf(state, rest[0]) !== 'of' || fields.length === 0) return undefined;
  passOver(state, noun);
  return fields;
}

/** "by region and month": the list goes on. */
function continuesGroup(state: State): boolean {
  const last = state.draft.dimensions.at(-1);
  if (!last) return false;
  const at = last.kind === 'field' ? last.choice.at : last.at;
  return onlySeparators(state, at + 1, state.at);
}

const nextIs = (state: State, kind: string): boolean => {
  const next = nextContent(state, state.at + 1)?.chunk;
  return next?.kind === 'phrase' && next.phrase.kind === kind;
};
