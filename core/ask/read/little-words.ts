import { type Chunk, candidatesOf, isPhrase, namesThings } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { readDateOfDeed } from './deed-dates.ts';
import { readDeparture } from './departures.ts';
import { isNumberOfThings } from './each-with-their.ts';
import { readIncluded } from './included.ts';
import { readSignWord } from './signs.ts';
import { lowerOf, problem, type State, wordBefore } from './state.ts';
import { refuseStillThere } from './still-with-us.ts';

const ownerNouns = patterns.ownerNouns;

const auxiliariesBefore = patterns.auxiliariesBefore;

const copula = patterns.copulasOfPlaces;
const relative = /^(that|which|who)$/;

/** A word that says little by itself: what it says of what stands around it. */
export function readFiller(state: State, chunk: Chunk): void {
  const word = state.tokens[chunk.start]?.lower ?? '';
  // "customers owing us 500", and no cause: "owing to …"
  if (word === 'owing' && readSignWord(state)) return;
  if (readIncluded(state) || refuseStillThere(state)) return;
  // "parts that come in a can"
  if (/^(can|may|might|must|will)$/.test(word) && /^(an?|the|any|per|of)$/.test(wordBefore(state))) {
    problem(state, chunk, reasons.nothingModelName);
    return;
  }
  if (saysWhose(state, word)) {
    problem(state, chunk, reasons.nothingModelName);
    return;
  }
  if (isSpendOf(state, word) || isNumberOfThings(state, word)) {
    problem(state, chunk, reasons.unclearNumberMeantName);
    return;
  }
  if (readDateOfDeed(state, word)) return;
  readDeparture(state, chunk);
  readVerbOfShare(state, word);
  const trade = state.tokens[chunk.start]?.stem ?? '';
  if (/^(sell|bui|purchas|spend)$/.test(trade)) state.draft.trade = trade;
  if (word === 'much' && countsMuch(state)) state.pending.count = { distinct: false };
  if (state.at === 0 && /^(and|but|also|so)$/.test(word)) state.draft.followUp.add('and');
  if (state.at === 0 && word === 'with') state.draft.followUp.add('add');
  if (state.at === 0 && word === 'as') state.draft.followUp.add('instead');
}

/**
 * Behind the verb stands the part: "what share of orders are late". What is said by a clause in between is of the whole:
 * "what share of the orders that are open are late"; where it is all that is said it tells the part: "that are late".
 */
function readVerbOfShare(state: State, word: string): void {
  const { share } = state.draft;
  if (!share || state.at <= share.at || !hasSubjectOfShare(state)) return;
  const next = lowerOf(state, state.chunks[state.at + 1]);
  const inClause = relative.test(wordBefore(state));
  if (!copula.test(word) && !(relative.test(word) && !copula.test(next))) return;
  if (share.verbAt === undefined) {
    share.verbAt = state.at;
    share.inClause = inClause || relative.test(word);
  } else if (share.inClause && copula.test(word) && !inClause) {
    share.verbAt = state.at;
    share.inClause = false;
  }
}

/** "customer spend by segment": a noun for a number that the model does not call so. */
function isSpendOf({ draft, chunks, at, tokens }: State, word: string): boolean {
  if (!/^(spend|spending)$/.test(word) || draft.measures.length > 0) return false;
  const verb = tokens.some(({ lower }) => auxiliariesBefore.test(lower));
  const next = chunks[at + 1];
  const ends = next === undefined || next.kind === 'mark' || next.kind === 'time' || isPhrase(next, 'group');
  return !verb && ends && chunks[at - 1]?.kind !== 'filler';
}

/** "company size": right before a field it says of what the field is, which the field is not of. */
function saysWhose(state: State, word: string): boolean {
  if (!ownerNouns.test(word)) return false;
  const next = state.chunks[state.at + 1];
  const [best] = next?.kind === 'terms' ? next.candidates : [];
  return best?.kind === 'field';
}

/** "how much patients came": things that can be counted. */
function countsMuch(state: State): boolean {
  const next = state.chunks[state.at + 1];
  const noun = next?.kind === 'terms' ? (state.tokens[next.end - 1]?.lower ?? '') : '';
  return (
    wordBefore(state) === 'how' &&
    /[^su]s$/.test(noun) &&
    namesThings(next) &&
    !candidatesOf(next, 'metric').some(c => state.catalogue.metrics.get(c.metric)?.counts === undefined)
  );
}

/** The measure or entity a share is of has been read. */
const hasSubjectOfShare = (state: State): boolean => state.draft.measures.length > 0 || state.draft.mentions.length > 0;
