import { type Chunk, candidatesOf, namesNumber } from '../chunks.ts';
import { isFiller } from '../english/fillers.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { readAggregate, readMoving } from './averages.ts';
import { combineRanked } from './combined-numbers.ts';
import { readEachOfSeveral } from './each-with-their.ts';
import { unitSaid } from './earlier-period.ts';
import { readEndFirst } from './end-first.ts';
import { applyMissing, applySign, takeUnknown } from './field-filters.ts';
import { readGrowth } from './growth.ts';
import { judged, judgeFirst } from './judged-order.ts';
import { leadsToListedValue } from './listed-values.ts';
import { countBefore, countMention, groupBefore, isPartOfThose, readPercent } from './named-before.ts';
import { showsNumbers } from './numbers-side-by-side.ts';
import {
  comparesThings,
  dividesBy,
  hasNot,
  holdsThings,
  isExcepted,
  isOfEach,
  isOfThoseNamed,
  isRelative,
  leadsFollowUp,
  saysGrowth,
  setsInRelation,
} from './phrase-senses.ts';
import { takeWholeOfMass } from './share-of-mass.ts';
import { partOfThose } from './share-of-those.ts';
import { asksOfDoers, namesDoersOfShare, shareOfEach } from './share-phrases.ts';
import { lowerOf, nextContent, previousContent, problem, type State, wordBefore } from './state.ts';
import { type PhraseChunk, readSuperlative, takeCount } from './superlative-phrases.ts';
import { applyContains } from './text-filters.ts';
import { readWay } from './ways.ts';

const leadsToPhrase = patterns.leadsToPhrase;

const asksAtStart = patterns.asksAtStart;

const leadsFromPhrase = patterns.leadsFromPhrase;

/** Turns a fixed phrase into something pending, or into a flag of the draft. */
export function readPhrase(state: State, chunk: PhraseChunk): void {
  const { draft, pending } = state;
  const { phrase } = chunk;
  switch (phrase.kind) {
    case 'count':
      if (isNumberCalled(state)) {
        problem(state, chunk, reasons.nothingModelName);
        return;
      }
      draft.saysCount = true;
      countOfListed(state);
      if (!countBefore(state)) pending.count = { distinct: phrase.distinct };
      return;
    case 'distinct':
      if (pending.count) pending.count = { distinct: true };
      else readEachOfSeveral(state);
      return;
    case 'aggregate':
      readAggregate(state, phrase.function);
      return;
    case 'superlative':
    case 'top':
      if (readEndFirst(state, chunk)) return;
      readSuperlative(state, chunk);
      return;
    case 'frequent':
      pending.frequent = {
        direction: phrase.direction,
        count: takeCount(state, previousContent(state, state.at), nextContent(state, state.at + 1)),
        at: state.at,
      };
      return;
    case 'group':
      if (leadsToListedValue(state) || namesDoersOfShare(state)) return;
      // "which sells best, measured in revenue"; of what is not ranked it only says the unit
      if (/measured in$/.test(lowerOf(state, chunk)) && !draft.rank && !pending.superlative) {
        problem(state, chunk, reasons.saysMeasureNumber);
        return;
      }
      draft.ledGroup ||= state.at === 0 && /^(by|per)$/.test(lowerOf(state, chunk));
      countMention(state);
      shareOfEach(state);
      pending.group = {
        at: state.at,
        each: /^(per|for|each|every|in|of|at|from|to|with)/.test(lowerOf(state, chunk)),
        word: lowerOf(state, chunk),
      };
      return;
    case 'negation':
      pending.negation = hasNot(state, chunk) ? 'without' : 'not';
      return;
    case 'without':
      pending.negation = 'without';
      // "what share of customers in Asia have no orders"
      if (draft.share && /^((have|has|had) .*|never|nothing)$/.test(lowerOf(state, chunk)))
        draft.share = { ...draft.share, verbAt: draft.share.verbAt ?? state.at };
      return;
    case 'only':
      draft.followUp.add('only');
      return;
    case 'comparator':
      if (comparesThings(state)) {
        draft.compare = true;
        return;
      }
      if (dividesBy(state, chunk)) {
        draft.ratio = true;
        return;
      }
      if (isOverThe(state) || isEmphasis(state)) return;
      pending.comparator = { operator: phrase.operator, at: state.at };
      return;
    case 'suffix':
      // "and over 65 %?", behind an answer
      if (
        state.at === 0 &&
        state.chunks[1]?.kind === 'number' &&
        /^and (over|above|below|under)$/.test(lowerOf(state, chunk))
      ) {
        draft.followUp.add('and');
        pending.comparator = { operator: phrase.operator === '>=' ? '>' : '<', at: state.at };
      }
      return;
    case 'between':
      return;
    case 'which':
      if (pending.group && /^(who|whom)$/.test(lowerOf(state, chunk)) && pending.group.at === state.at - 1) {
        problem(state, chunk, reasons.unclearGroupName);
        return;
      }
      if (pending.count === undefined && !isRelative(state)) pending.which = { at: state.at };
      draft.ledWhich ||= state.at <= 2 && /^(in|at|from|by|for|on|to)$/.test(wordBefore(state));
      return;
    case 'list':
      pending.list = true;
      draft.subjectIs ??= 'list';
      return;
    case 'share': {
      if (isPartOfThose(state)) return;
      groupBefore(state);
      // "as a percent of gross sales", behind an answer
      if (state.at === 0 && /^(as|in) .*of( the)?$/.test(lowerOf(state, chunk))) draft.followUp.add('instead');
      // "each maker's share of the sold parts": of all that were sold
      const ofEach = /['’]s$/.test(state.tokens[(chunk.start ?? 0) - 1]?.text ?? '');
      draft.share = { at: state.at, verbAt: ofEach ? undefined : partOfThose(state), ofTotal: ofEach };
      takeWholeOfMass(state);
      return;
    }
    case 'percent':
      readPercent(state);
      return;
    case 'ofTotal':
      // "total of all balances"
      if (pending.aggregate && draft.measures.length === 0 && lowerOf(state, chunk) === 'of all') return;
      // "list date and amount of all orders"
      if (draft.subjectIs === 'list' && draft.listFields.length > 0 && lowerOf(state, chunk) === 'of all') return;
      if (isExcepted(state, chunk)) return;
      if (isOfEach(state, chunk)) {
        pending.group = { at: state.at, each: true, word: 'for each' };
        return;
      }
      if (isOfThoseNamed(state, chunk)) {
        const { start, end } = chunk;
        const words = [start, start + 1].map(at => ({ kind: 'filler' as const, start: at, end: at + 1 }));
        if (end === start + 2) state.chunks = state.chunks.flatMap(c => (c === chunk ? words : [c]));
        return;
      }
      draft.share = { at: state.at, verbAt: undefined, ofTotal: true, together: asksOfDoers(state, chunk) };
      return;
    case 'overall':
      draft.overall = true;
      return;
    case 'running':
      // "subscriptions that were running in May" are no running total
      if (/^running$/.test(lowerOf(state, chunk)) && leadsFromPhrase.test(wordBefore(state))) {
        problem(state, chunk, reasons.sayValueDate);
        return;
      }
      draft.running = true;
      return;
    case 'moving':
      readMoving(state);
      return;
    case 'growth':
      if (!saysGrowth(state, chunk)) {
        problem(state, chunk, reasons.nothingModelName);
        return;
      }
      readGrowth(state, phrase, lowerOf(state, chunk));
      // "how did revenue grow by region"
      if (/ by$/.test(lowerOf(state, chunk)) && state.chunks[state.at + 1]?.kind === 'terms')
        pending.group = { at: state.at, each: false, word: 'by' };
      return;
    case 'versus':
      draft.comparedTo = state.at;
      if (setsInRelation(state, chunk)) draft.ratio = true;
      else draft.compare = true;
      return;
    case 'compare':
      if (lowerOf(state, chunk) === 'side by side' && showsNumbers(state)) return;
      draft.compare = true;
      if (/ (to|with|against|than)$/.test(lowerOf(state, chunk))) draft.comparedTo = state.at;
      return;
    case 'difference':
      draft.difference = true;
      combineRanked(state);
      return;
    case 'previous':
      draft.comparison = phrase.with;
      draft.comparedUnit = unitSaid(lowerOf(state, chunk));
      draft.samePart = /\bsame\b|\ba year (ago|earlier)\b/.test(lowerOf(state, chunk));
      return;
    case 'divided':
      draft.ratio = true;
      combineRanked(state);
      // "what is the ratio of open to fulfilled orders"
      pending.which = undefined;
      return;
    case 'sort':
      pending.sort = true;
      draft.sort ??= { by: undefined, direction: undefined };
      return;
    case 'direction':
      if (judged.test(lowerOf(state, chunk))) {
        judgeFirst(state, chunk, phrase.direction);
        return;
      }
      draft.sort = {
        by: draft.sort?.by,
        direction: phrase.direction,
        byName: /alphabet|chronolog/.test(lowerOf(state, chunk)),
        byDate: /chronolog|newest|latest|oldest|earliest/.test(lowerOf(state, chunk)),
      };
      // "from oldest to newest opening date"
      if (/ to /.test(lowerOf(state, chunk)) && sortsBy(state.chunks[state.at + 1])) pending.sort = true;
      return;
    case 'contains':
      if (holdsThings(state)) {
        state.chunks = state.chunks.map(c => (c === chunk ? { kind: 'filler', start: c.end - 1, end: c.end } : c));
        return;
      }
      if (!applyContains(state, phrase.operator) && !isFiller(lowerOf(state, chunk)))
        problem(state, chunk, reasons.sayQuotesText);
      return;
    case 'missing':
      if (/ know$/.test(lowerOf(state, chunk)) && takeUnknown(state)) return;
      if (!applyMissing(state, phrase.present)) problem(state, chunk, reasons.unclearFieldShould);
      return;
    case 'sign':
      if (!applySign(state, phrase.operator)) problem(state, chunk, reasons.clearNumberAbout);
      return;
    case 'worth':
      // "the revenue value of returned lines" is the revenue of these
      if (/ of$/.test(lowerOf(state, chunk)) && namesNumber(state.chunks[state.at - 1]))
        state.chunks = state.chunks.with(state.at, { kind: 'filler', start: chunk.end - 1, end: chunk.end });
      else pending.worth = true;
      return;
    case 'typical':
      pending.typical = true;
      return;
    case 'followUp':
      // in mid-sentence these words belong to the question itself
      if (phrase.verb === 'same' && /^(the )?same$/.test(lowerOf(state, chunk)) && !leadsFollowUp(state)) {
        problem(state, chunk, reasons.twoThingsSame);
        return;
      }
      // "output without the Asian plants": in mid-sentence it leaves something out of the question itself
      if (phrase.verb === 'remove' && previousContent(state, state.at) !== undefined) {
        pending.negation = 'without';
        return;
      }
      if (
        phrase.verb === 'instead' ||
        leadsFollowUp(state) ||
        /^(next to|beside|alongside|side by side)/.test(lowerOf(state, chunk))
      )
        draft.followUp.add(phrase.verb);
      return;
    case 'polite':
      return;
    case 'future':
      problem(state, chunk, reasons.dataTellsHappened);
      return;
    case 'way':
      readWay(state, chunk, phrase.way);
      return;
    case 'trend':
      draft.trend = true;
      return;
  }
}

/** "made over the phone": the way in which, and no number to be above. */
function isOverThe(state: State): boolean {
  const [over, the, value, next] = state.chunks.slice(state.at, state.at + 4);
  const whole = candidatesOf(value, 'value').some(c => c.weight >= 0.95 && !c.partial);
  return lowerOf(state, over) === 'over' && lowerOf(state, the) === 'the' && whole && next?.kind !== 'number';
}

/** "phone numbers of our guests": what they are called by, as no value counts anything right before the word. */
function isNumberCalled({ chunks, at, tokens, lastFilter }: State): boolean {
  const [before, chunk] = [chunks[at - 1], chunks[at]];
  const noun = tokens[chunk?.start ?? 0];
  return (
    /^numbers?$/.test(noun?.lower ?? '') &&
    lastFilter?.end === at &&
    before?.end === chunk?.start &&
    tokens[before?.start ?? 0]?.capital !== true
  );
}

/** "hotels in Peru, and how many rooms": of each of the things that were named first. */
function countOfListed(state: State): void {
  const { draft, chunks, at, tokens } = state;
  const [mention, ...more] = draft.mentions;
  const asks = leadsToPhrase.test(tokens[0]?.lower ?? '');
  const joined = lowerOf(state, chunks[at - 1]) === 'and' && chunks[at + 1]?.kind === 'terms';
  const apart = draft.measures.length > 0 || draft.subject !== undefined || draft.dimensions.length > 0;
  if (!mention || more.length > 0 || !joined || asks || apart) return;
  draft.mentions = [];
  draft.dimensions.push({ kind: 'entity', dataset: mention.dataset, at: mention.at });
}

/** Names what things can be sorted by, and no things. */
const sortsBy = (chunk: Chunk | undefined): boolean =>
  namesNumber(chunk) || candidatesOf(chunk, 'field').some(({ weight }) => weight >= 0.85);

/** "exactly how many", "what exactly is", "how many orders exactly did we get": compared with no number. */
function isEmphasis(state: State): boolean {
  const [before, word, next] = [-1, 0, 1].map(step => lowerOf(state, state.chunks[state.at + step]));
  if (!/^(exactly|precisely)$/.test(word ?? '')) return false;
  const asks = asksAtStart;
  return (
    asks.test(before ?? '') || asks.test(next ?? '') || /^(is|are|was|were|do|does|did|has|have|had)$/.test(next ?? '')
  );
}
