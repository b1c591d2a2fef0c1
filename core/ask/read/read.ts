import { type Chunk, candidatesOf, namesNumber, namesThings } from '../chunks.ts';
import type { Draft } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { unitOf } from '../units.ts';
import type { Token } from '../words.ts';
import { addsNothing } from './adds-nothing.ts';
import { readAdjective } from './adjectives.ts';
import { refuseAlsoExcluded } from './also-excluded.ts';
import { combineRanked } from './combined-numbers.ts';
import { readDeed } from './deeds.ts';
import { refuseDeniedDeed } from './denied-deeds.ts';
import { readArrival } from './departures.ts';
import { readEachOfSeveral } from './each-with-their.ts';
import { finish } from './finish.ts';
import { readGrain } from './grains.ts';
import { readMoreThan } from './growth.ts';
import { readIncludedBehind } from './included.ts';
import { readFiller } from './little-words.ts';
import { isNumberSign } from './named-by-number.ts';
import { isNew } from './newcomers.ts';
import { refuseNothingBut } from './nothing-but.ts';
import { unitOfMeasure } from './number-units.ts';
import { readNumber } from './numbers.ts';
import { refuseOtherNumbers } from './other-numbers.ts';
import { readPhrase } from './phrases.ts';
import { readPrice } from './priced-things.ts';
import { refuseHalf } from './refuse-unsaid.ts';
import { isSentTo } from './said-whose.ts';
import { refuseSecondCount } from './second-counts.ts';
import { readDeedOfShare } from './share-of-those.ts';
import { readSignWord } from './signs.ts';
import { createState, type Known, lowerOf, problem, type State } from './state.ts';
import { takeAhead } from './taken-ahead.ts';
import { readTerms } from './terms.ts';
import { readQuotedPart } from './text-filters.ts';
import { readTime } from './times.ts';
import { readPlaceOfNumber } from './trade-places.ts';
import { isDoneFrom, isOwnVerb } from './who.ts';
import { readOpposite } from './yes-or-no.ts';

const shows = patterns.showsWords;

const comparatives = patterns.comparativesAsked;

/** Reads the chunks from left to right into a draft; what finds no place becomes a problem. */
export function readDraft(
  known: Known,
  tokens: readonly Token[],
  chunks: readonly Chunk[],
  split: State['split'],
): Draft {
  const state = createState(known, tokens, chunks, split);
  state.draft.said = new Set(tokens.map(token => token.stem));
  takeAhead(state);
  while (state.at < state.chunks.length) {
    const chunk = state.chunks[state.at];
    if (!chunk) break;
    const before = state.at;
    readChunk(state, chunk);
    // a chunk that was read as smaller ones is gone through again
    if (state.at === before && state.chunks[before] === chunk) state.at++;
  }
  state.draft.shows = state.tokens.slice(0, 4).some(
    ({ lower }, at) =>
      shows.test(lower) &&
      // "loans to members who live in Leeds"
      !(/^(who|which)$/.test(lower) && at > 0 && state.lexicon.entities.has(state.tokens[at - 1]?.stem ?? '')),
  );
  finish(state);
  refuseHalf(state);
  refuseSecondCount(state);
  refuseOtherNumbers(state);
  refuseNothingBut(state);
  refuseAlsoExcluded(state);
  readDeedOfShare(state);
  refuseDeniedDeed(state);
  return state.draft;
}

function readChunk(state: State, chunk: Chunk): void {
  if (chunk.kind === 'terms' && (readQuotedPart(state, chunk) || readIncludedBehind(state))) return;
  // "no limit set", which is no set
  if (chunk.kind === 'terms' && chunk.candidates.every(c => c.kind === 'value' && c.partial) && isAfterMissing(state))
    return;
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
      if (isNumberSign(chunk) && state.chunks[state.at + 1]?.kind === 'number') return;
      if (!/^[,;:?!.()&/=\-–—…*]$/.test(chunk.mark)) problem(state, chunk, reasons.signMeaningHere);
      if (!readArithmetic(state, chunk.mark) && chunk.mark === '/' && isBehindNumber(state))
        problem(state, chunk, reasons.slashMeaning);
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
        readArrival(state, chunk) ||
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
      problem(state, chunk, reasons.nothingModelName);
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
    problem(state, chunk, own ? `The number is in ${own.name}s.` : reasons.modelDoesSayUnitNumber);
  return true;
}

/** "is it higher for air or for truck", "do trucks have a worse late rate than rail": both, side by side. */
function readChoice(state: State, chunk: Chunk): boolean {
  if (!comparatives.test(lowerOf(state, chunk))) return false;
  const after = state.tokens.slice(chunk.end).map(token => token.lower);
  const asksWhether = /^(do|does|did|is|are|was|were|has|have)$/.test(state.tokens[0]?.lower ?? '');
  if (!after.includes('or') && !(asksWhether && after.includes('than'))) return false;
  state.draft.compare = true;
  const next = state.chunks[state.at + 1];
  const things = namesThings(next);
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
  const missing = /^is(Missing|None|Present)$/.test(last?.operator ?? '');
  const none = state.draft.related.at(-1);
  const after = (missing && last?.at === state.at - 1) || (none?.negated === true && none.at === state.at - 1);
  return after && /(ed|wn|en|set)$/.test(token?.lower ?? '');
}

/** "top 3 brands after profit": by the number right behind it. */
function isRankedAfter(state: State, chunk: Chunk): boolean {
  const { draft } = state;
  if (lowerOf(state, chunk) !== 'after' || draft.subjectIs !== 'top' || !draft.rank || draft.rank.by) return false;
  if (!namesNumber(state.chunks[state.at + 1])) return false;
  state.pending.group = { at: state.at, each: false, word: 'by' };
  return true;
}

/** "revenue / orders", "revenue - cost": between two numbers the sign is what is asked for. Whether it stands there. */
function readArithmetic(state: State, mark: string): boolean {
  const { draft } = state;
  const [first] = draft.measures;
  const next = state.chunks[state.at + 1];
  if (!first || draft.measures.length > 1 || first.at !== state.at - 1) return false;
  if (!namesNumber(next)) return false;
  if (mark === '/') draft.ratio = true;
  if (mark === '-' || mark === '–' || mark === '−') draft.difference = true;
  combineRanked(state);
  return true;
}

/** "revenue/customers": for each of them, or both? */
const isBehindNumber = ({ draft, at }: State): boolean => draft.measures.at(-1)?.at === at - 1;

/** "gross sales minus profit": what the sign says, in a word. */
function isLess(state: State, chunk: Chunk): boolean {
  if (!/^(minus|less)$/.test(lowerOf(state, chunk))) return false;
  readArithmetic(state, '-');
  return state.draft.difference;
}
