import { type Chunk, candidatesOf } from '../chunks.ts';
import type { Draft } from '../draft.ts';
import { unitOf } from '../units.ts';
import type { Token } from '../words.ts';
import { addsNothing } from './adds-nothing.ts';
import { readAdjective } from './adjectives.ts';
import { takeAdverbOfValue } from './adverbs-of-values.ts';
import { takeAgainstAverage } from './against-average.ts';
import { takeMoney } from './amounts-in-money.ts';
import { takeBasis } from './bases.ts';
import { takeColumnsOfThings } from './columns-of-things.ts';
import { takeCurrent } from './current.ts';
import { readDateOfDeed } from './deed-dates.ts';
import { readDeed } from './deeds.ts';
import { readDeparture } from './departures.ts';
import { readEachOfSeveral } from './each-with-their.ts';
import { takeEvery } from './every.ts';
import { takeComparedFields } from './fields-compared.ts';
import { finish } from './finish.ts';
import { takeFirstOfEach } from './first-of-each.ts';
import { readGrain } from './grains.ts';
import { readMoreThan } from './growth.ts';
import { takeHowMuch } from './how-much-of-ranked.ts';
import { readIncluded, readIncludedBehind } from './included.ts';
import { takeMostOften } from './most-often.ts';
import { takeCountBehind } from './named-before.ts';
import { isNew } from './newcomers.ts';
import { unitOfMeasure } from './number-units.ts';
import { readNumber } from './numbers.ts';
import { takeOneByOne } from './one-by-one.ts';
import { takeOrdinal } from './ordinals.ts';
import { takeOwnNumbers } from './own-numbers.ts';
import { readPhrase } from './phrases.ts';
import { readPrice } from './priced-things.ts';
import { refuseCommand } from './refuse-command.ts';
import { refuseHalf, refuseSecondCount, refuseUnsaid } from './refuse-unsaid.ts';
import { takeRowColumns } from './row-columns.ts';
import { takeSaidOnceMore } from './said-once-more.ts';
import { isSentTo } from './said-whose.ts';
import { takeSharedHeads } from './shared-head.ts';
import { takeShownBeside } from './shown-beside.ts';
import { takeSide } from './sides.ts';
import { readSignWord } from './signs.ts';
import { takeSinglePeriod } from './single-periods.ts';
import { createState, type Known, lowerOf, problem, type State } from './state.ts';
import { refuseStillThere } from './still-with-us.ts';
import { readTerms } from './terms.ts';
import { readQuotedPart } from './text-filters.ts';
import { takeTextInField } from './text-in-field.ts';
import { readTime } from './times.ts';
import { readPlaceOfNumber, takeTradePlaces } from './trade-places.ts';
import { takeVerbBehindNoun } from './verb-behind-noun.ts';
import { isDoneFrom, isOwnVerb, takeDoers, takeWho } from './who.ts';
import { takeWhole } from './whole-of-things.ts';
import { readOpposite } from './yes-or-no.ts';

/** Reads the chunks from left to right into a draft; what finds no place becomes a problem. */
export function readDraft(
  known: Known,
  tokens: readonly Token[],
  chunks: readonly Chunk[],
  split: State['split'],
): Draft {
  const state = createState(known, tokens, chunks, split);
  refuseCommand(state);
  takeCurrent(state);
  takeSharedHeads(state);
  takeVerbBehindNoun(state);
  takeMoney(state);
  takeAdverbOfValue(state);
  takeSinglePeriod(state);
  takeTradePlaces(state);
  refuseUnsaid(state, takeHowMuch(state));
  takeOneByOne(state);
  takeBasis(state);
  takeSide(state);
  takeOwnNumbers(state);
  if (!takeColumnsOfThings(state)) takeRowColumns(state);
  takeShownBeside(state);
  takeAgainstAverage(state);
  takeComparedFields(state);
  takeEvery(state);
  takeOrdinal(state);
  takeTextInField(state);
  takeWho(state);
  takeDoers(state);
  takeFirstOfEach(state);
  takeMostOften(state);
  takeCountBehind(state);
  takeWhole(state);
  takeSaidOnceMore(state);
  while (state.at < state.chunks.length) {
    const chunk = state.chunks[state.at];
    if (!chunk) break;
    const before = state.at;
    readChunk(state, chunk);
    // a chunk that was read as smaller ones is gone through again
    if (state.at === before && state.chunks[before] === chunk) state.at++;
  }
  state.draft.shows = state.tokens
    .slice(0, 4)
    .some(token => /^(show|list|display|give|find|see|get|fetch|pull|print|which|who|what|names?)$/.test(token.lower));
  finish(state);
  refuseHalf(state);
  refuseSecondCount(state);
  return state.draft;
}

function readChunk(state: State, chunk: Chunk): void {
  if (chunk.kind === 'terms' && (readQuotedPart(state, chunk) || readIncludedBehind(state))) return;
  switch (chunk.kind) {
    case 'terms':
      readTerms(state, chunk);
      return;
    case 'phrase':
      readPhrase(state, chunk);
      return;
    case 'time':
      readTime(state, chunk);
      return;
    case 'grain':
      if (isUnitOfAnswer(state)) return;
      readGrain(state, chunk);
      return;
    case 'part':
      readGrain(state, chunk);
      return;
    case 'number':
      readNumber(state, chunk);
      return;
    case 'mark':
      if (!/^[,;:?!.()&/=\-–—…*]$/.test(chunk.mark)) problem(state, chunk, 'This sign has no meaning here.');
      readArithmetic(state, chunk.mark);
      return;
    case 'filler':
      readFiller(state, chunk);
      return;
    case 'unknown':
      if (
        readChoice(state, chunk) ||
        readMoreThan(state) ||
        isCross(state) ||
        isLess(state, chunk) ||
        readSignWord(state) ||
        readQuotedPart(state, chunk) ||
        isUnitOfAnswer(state) ||
        isAfterMissing(state) ||
        isRankedAfter(state, chunk) ||
        isNew(state) ||
        isSentTo(state) ||
        isOwnVerb(state) ||
        isDoneFrom(state) ||
        readDeed(state) ||
        readOpposite(state) ||
        readPrice(state, chunk) ||
        readAdjective(state, chunk) ||
        (/^(various|respective|individual|several|single)$/.test(lowerOf(state, chunk)) && readEachOfSeveral(state)) ||
        addsNothing(state, chunk) ||
        readPlaceOfNumber(state, chunk)
      )
        return;
      problem(state, chunk, 'Nothing in the model has this name or value.');
      return;
  }
}

/** "in hours", where the number is in hours as it is. */
function isUnitOfAnswer(state: State): boolean {
  const chunk = state.chunks[state.at];
  const before = state.chunks[state.at - 1];
  const [measure] = state.draft.measures;
  if (!chunk || !measure || before?.kind !== 'filler' || state.tokens[before.start]?.lower !== 'in') return false;
  const unit = unitOf(state.tokens[chunk.start]?.lower ?? '');
  if (!unit) return false;
  const own = unitOfMeasure(state, measure);
  if (own?.name !== unit.name)
    problem(
      state,
      chunk,
      own ? `The number is in ${own.name}s.` : 'The model does not say in which unit the number is.',
    );
  return true;
}

/** "is it higher for air or for truck", "do trucks have a worse late rate than rail": both, side by side. */
function readChoice(state: State, chunk: Chunk): boolean {
  if (
    !/^(more|higher|lower|bigger|larger|smaller|less|fewer|better|worse|greater|longer|shorter)$/.test(
      lowerOf(state, chunk),
    )
  )
    return false;
  const after = state.tokens.slice(chunk.end).map(token => token.lower);
  const asksWhether = /^(do|does|did|is|are|was|were|has|have)$/.test(state.tokens[0]?.lower ?? '');
  if (!after.includes('or') && !(asksWhether && after.includes('than'))) return false;
  state.draft.compare = true;
  const next = state.chunks[state.at + 1];
  const things = candidatesOf(next, 'dataset').some(c => c.weight > 0.9);
  // "did we get more orders in 1995 or in 1996"
  if (things && /^(more|fewer|less)$/.test(lowerOf(state, chunk)) && state.draft.measures.length === 0)
    state.pending.count = { distinct: false };
  return true;
}

/** "by supplier region x customer region" */
function isCross(state: State): boolean {
  const chunk = state.chunks[state.at];
  const next = state.chunks[state.at + 1];
  if (!/^[x×]$/.test(lowerOf(state, chunk)) || state.draft.dimensions.length === 0) return false;
  if (candidatesOf(next, 'field').length + candidatesOf(next, 'dataset').length === 0) return false;
  state.pending.group = { at: state.at, each: false, word: 'by' };
  return true;
}

/** "no workshop assigned": the participle adds nothing to what is missing. */
function isAfterMissing(state: State): boolean {
  const last = state.draft.filters.at(-1);
  const token = state.tokens[state.chunks[state.at]?.start ?? 0];
  const missing = last?.operator === 'isMissing' || last?.operator === 'isPresent';
  const none = state.draft.related.at(-1);
  const after = (missing && last.at === state.at - 1) || (none?.negated === true && none.at === state.at - 1);
  return after && /(ed|wn|en|set)$/.test(token?.lower ?? '');
}

/** "top 3 brands after profit": by the number right behind it. */
function isRankedAfter(state: State, chunk: Chunk): boolean {
  const { draft } = state;
  if (lowerOf(state, chunk) !== 'after' || draft.subjectIs !== 'top' || !draft.rank || draft.rank.by) return false;
  if (!candidatesOf(state.chunks[state.at + 1], 'metric').some(c => c.weight >= 0.9)) return false;
  state.pending.group = { at: state.at, each: false, word: 'by' };
  return true;
}

/** "revenue / orders", "revenue - cost": between two numbers the sign is what is asked for. */
function readArithmetic(state: State, mark: string): void {
  const { draft } = state;
  const [first] = draft.measures;
  const next = state.chunks[state.at + 1];
  if (!first || draft.measures.length > 1 || first.at !== state.at - 1) return;
  if (!candidatesOf(next, 'metric').some(c => c.weight >= 0.9)) return;
  if (mark === '/') draft.ratio = true;
  if (mark === '-' || mark === '–' || mark === '−') draft.difference = true;
}

/** "gross sales minus profit": what the sign says, in a word. */
function isLess(state: State, chunk: Chunk): boolean {
  if (!/^(minus|less)$/.test(lowerOf(state, chunk))) return false;
  readArithmetic(state, '-');
  return state.draft.difference;
}

function readFiller(state: State, chunk: Chunk): void {
  const word = state.tokens[chunk.start]?.lower ?? '';
  if (readIncluded(state) || refuseStillThere(state)) return;
  // "parts that come in a can"
  if (
    /^(can|may|might|must|will)$/.test(word) &&
    /^(an?|the|any|per|of)$/.test(lowerOf(state, state.chunks[state.at - 1]))
  ) {
    problem(state, chunk, 'Nothing in the model has this name or value.');
    return;
  }
  if (saysWhose(state, word)) {
    problem(state, chunk, 'Nothing in the model has this name or value.');
    return;
  }
  if (isSpendOf(state, word)) {
    problem(state, chunk, 'It is not clear which number is meant: name it.');
    return;
  }
  if (readDateOfDeed(state, word)) return;
  readDeparture(state, chunk);
  const share = state.draft.share;
  if (
    share &&
    share.verbAt === undefined &&
    /^(is|are|was|were|come|comes|came|goes|go|went|has|have|had|belongs?|made|make|makes|originates?|sits?)$/.test(
      word,
    ) &&
    state.at > share.at &&
    hasSubjectOfShare(state)
  )
    share.verbAt = state.at;
  const trade = state.tokens[chunk.start]?.stem ?? '';
  if (/^(sell|bui|purchas|spend)$/.test(trade)) state.draft.trade = trade;
  if (word === 'much' && countsMuch(state)) state.pending.count = { distinct: false };
  if (state.at === 0 && /^(and|but|also|so)$/.test(word)) state.draft.followUp.add('and');
  if (state.at === 0 && word === 'with') state.draft.followUp.add('add');
  if (state.at === 0 && word === 'as') state.draft.followUp.add('instead');
}

/** "customer spend by segment": a noun for a number that the model does not call so. */
function isSpendOf({ draft, chunks, at, tokens }: State, word: string): boolean {
  if (!/^(spend|spending)$/.test(word) || draft.measures.length > 0) return false;
  const verb = tokens.some(({ lower }) =>
    /^(do|does|did|who|that|which|what|much|have|has|had|to|can|most|least)$/.test(lower),
  );
  const next = chunks[at + 1];
  const ends =
    next === undefined ||
    next.kind === 'mark' ||
    next.kind === 'time' ||
    (next.kind === 'phrase' && next.phrase.kind === 'group');
  return !verb && ends && chunks[at - 1]?.kind !== 'filler';
}

/** "company size": right before a field it says of what the field is, which the field is not of. */
function saysWhose(state: State, word: string): boolean {
  if (!/^(company|business|firm|system|file|database|data)$/.test(word)) return false;
  const next = state.chunks[state.at + 1];
  const [best] = next?.kind === 'terms' ? next.candidates : [];
  return best?.kind === 'field';
}

/** "how much patients came": things that can be counted. */
function countsMuch(state: State): boolean {
  const next = state.chunks[state.at + 1];
  const noun = next?.kind === 'terms' ? (state.tokens[next.end - 1]?.lower ?? '') : '';
  return (
    lowerOf(state, state.chunks[state.at - 1]) === 'how' &&
    /[^su]s$/.test(noun) &&
    candidatesOf(next, 'dataset').some(c => c.weight > 0.9) &&
    !candidatesOf(next, 'metric').some(c => state.catalogue.metrics.get(c.metric)?.counts === undefined)
  );
}

/** The measure or entity a share is of has been read. */
const hasSubjectOfShare = (state: State): boolean => state.draft.measures.length > 0 || state.draft.mentions.length > 0;
