import { type Chunk, candidatesOf, isPhrase, namesThings } from '../chunks.ts';
import lists from '../english/lists.data.json' with { type: 'json' };
import { patterns } from '../english/patterns.ts';
import { termsOf } from '../lexicon/terms.ts';
import { nameWords, stemsOf } from '../words.ts';
import { namesRankNumber } from './beside-ranked.ts';
import { isDeedOfValue } from './deed-of-value.ts';
import { groupNamed } from './each-with-their.ts';
import { holds } from './equal-numbers.ts';
import { isOffered } from './offered.ts';
import { lowerOf, previousContent, type State, wordBefore, wordsIn } from './state.ts';

const leadsToNothing = patterns.leadsToNothing;

const greetingWords = patterns.greetingWords;

const comesFrom = patterns.comesFrom;

/** Where a thing lies or how it is put: beside the place itself they say no more. */
const placing = new RegExp(`^(${lists.placing})$`);
/** That a number is there, right behind it. */
const occurring = new RegExp(`^(${lists.occurring})$`);
const trades = patterns.tradeNames;
const residing = patterns.residents;

/** Words that the model does not know and that change nothing where they stand. */
export function addsNothing(state: State, chunk: Chunk): boolean {
  const word = lowerOf(state, chunk);
  if (greetingWords.test(word) && state.at <= 1) return isGreeting(state);
  if (word === 'single') return isEmphasis(state) || countsOne(state);
  if (/^(split|divide|slice|break|segment)$/.test(word)) return leadsGroups(state);
  // "the full 10 percent"
  if (word === 'full') return state.chunks[state.at + 1]?.kind === 'number';
  if (isOffered(state, word)) return true;
  if (patterns.verbsOfHaving.test(word)) return isDoneByUs(state);
  if (namesRankNumber(state, state.at)) return true;
  if (/^address(es)?$/.test(word) && isOfMail(state, chunk)) return true;
  if (isDeedOfMeasure(state, chunk) || isDeedOfValue(state, chunk)) return true;
  if (/^(difference|delta|change)$/.test(word)) return isShownChange(state);
  if (occurring.test(word)) return isBehindMeasure(state);
  if (/^(goods|merchandise|wares|stuff)$/.test(word)) return isOfMoney(state) || areOfValue(state);
  // "came back as returned"
  if (word === 'back')
    return (
      (lowerOf(state, state.chunks[state.at + 1]) === 'as' || /^(come|comes|came|coming)$/.test(wordBefore(state))) &&
      leadsToValue(state, false)
    );
  if (/^(levels?|class(es)?)$/.test(word)) return isBehindGroup(state);
  if (trades.test(word)) return isTradeOfValue(state);
  // "sourced from Peruvian vendors"
  if (/^(sourced|procured)$/.test(word)) return leadsToPlace(state);
  if (/^percent(age)?s$/.test(word)) return state.draft.share !== undefined;
  if (/^(vary|varies|varied|differ|differs|differed)$/.test(word)) return isOverGroups(state) || areDiffering(state);
  return placing.test(word) ? leadsToValue(state, false) : residing.test(word) && leadsToValue(state, true);
}

/** "building-sector customers", where a value before it is of a field that is called a segment or an industry. */
function isTradeOfValue(state: State): boolean {
  const { draft, at } = state;
  const filter = draft.filters.at(-1);
  const joined = lowerOf(state, state.chunks[at - 1]) === '-';
  return (
    filter?.at === at - (joined ? 2 : 1) &&
    filter.options.every(({ field }) =>
      termsOf(field.field).some(term => nameWords(term).some(word => trades.test(word))),
    )
  );
}

/** "how many orders did we book": what is counted was named, and the verb says only that it is there. */
function isDoneByUs(state: State): boolean {
  const before = wordsIn(state, Math.max(0, state.at - 4), state.at).filter(
    word => !/^(ever|already|so|far)$/.test(word),
  );
  const [did, who] = before.slice(-2);
  // "the discount we grant", "the highest discount we have ever granted"
  const perfect = /^(we|they)$/.test(did ?? '') && /^(have|had|has)$/.test(who ?? '');
  const granted =
    perfect ||
    (/^(we|they)$/.test(who ?? '') &&
      state.chunks[state.at - (/^(that|which)$/.test(did ?? '') ? 3 : 2)]?.kind === 'terms');
  const { measures, mentions, dimensions, subject } = state.draft;
  const named =
    measures.length + mentions.length + dimensions.length > 0 ||
    subject !== undefined ||
    state.pending.which !== undefined;
  return named && (granted || (/^(did|have|had|do)$/.test(did ?? '') && /^(we|they)$/.test(who ?? '')));
}

/** "revenue 1995 vs 1996, with the difference": what two periods are shown with anyway. */
function isShownChange(state: State): boolean {
  const [one, other, ...more] = state.draft.times;
  const two = one !== undefined && more.length === 0 && (other !== undefined || one.phrase.points !== undefined);
  const led = state.chunks.slice(0, state.at).findLast(c => lowerOf(state, c) !== 'the');
  return two && /^(with|and|plus|including|showing|&)$/.test(lowerOf(state, led)) && state.draft.measures.length > 0;
}

/** "orders per priority level": what the field is called, once more. */
const isBehindGroup = ({ draft, at }: State): boolean =>
  draft.dimensions.some(group => group.kind === 'field' && group.choice.at === at - 1);

/** "split gross sales by region" */
const leadsGroups = ({ chunks, at }: State): boolean =>
  chunks.slice(0, at).every(c => c.kind === 'filler') && chunks.slice(at + 2).some(c => isPhrase(c, 'group'));

/** "how does the late rate vary across ship modes?" */
function isOverGroups(state: State): boolean {
  const next = state.chunks[state.at + 1];
  const asks = /^how (do|does|did) /.test(state.tokens.map(({ lower }) => lower).join(' '));
  return asks && state.draft.measures.length > 0 && isPhrase(next, 'group');
}

/** "how do the regions differ in revenue?" */
const areDiffering = (state: State): boolean =>
  /^how (do|does|did)$/.test(wordsIn(state, 0, 2).join(' ')) &&
  /^(in|by)( the)?$/.test(lowerOf(state, state.chunks[state.at + 1])) &&
  state.draft.measures.length === 0 &&
  groupNamed(state, state.at);

/** "profit on Oak goods": what is said of products is said of the goods. */
function areOfValue({ draft, at, pending, catalogue }: State): boolean {
  const filter = draft.filters.at(-1);
  const [option, ...more] = filter?.options ?? [];
  const dataset = catalogue.datasets.get(option?.field.dataset ?? '');
  return (
    filter?.at === at - 1 &&
    more.length === 0 &&
    !pending.count &&
    draft.measures.length > 0 &&
    [dataset?.name ?? '', ...(dataset?.aiContext.synonyms ?? [])]
      .flatMap(stemsOf)
      .some(stem => /^(part|product|item|articl|good)$/.test(stem))
  );
}

const leadsToPlace = ({ chunks, at, ...state }: State): boolean =>
  lowerOf({ ...state, chunks, at }, chunks[at + 1]) === 'from' &&
  chunks.slice(at + 2, at + 4).some(c => candidatesOf(c, 'value').some(v => v.weight >= 0.9) || namesThings(c));

/** "tax charged per country", "revenue recorded in May" */
const isBehindMeasure = ({ draft, at }: State): boolean =>
  draft.measures.at(-1)?.at === at - 1 || draft.listFields.at(-1)?.at === at - 1;

/** "who drove the most kilometres": the verb that the number itself is called by, kilometres driven. */
function isDeedOfMeasure(state: State, chunk: Chunk): boolean {
  const token = state.tokens[chunk.start];
  const next = state.chunks[state.at + 1];
  if (!token || chunk.end - chunk.start > 1 || !isPhrase(next, 'superlative')) return false;
  const measured = state.chunks[state.at + 2];
  const fields = candidatesOf(measured, 'field').map(c => c.field.id);
  const named = new Set(candidatesOf(measured, 'metric').map(c => c.metric));
  return [...state.catalogue.metrics.values()]
    .filter(({ name, text }) => named.has(name) || fields.some(id => text === `SUM(${id})`))
    .some(({ metric }) =>
      [metric.name, metric.label ?? '', ...metric.aiContext.synonyms].some(term => stemsOf(term).includes(token.stem)),
    );
}

/** "e-mail address", of a field that is called e-mail */
function isOfMail(state: State, { start }: Chunk): boolean {
  const before = state.chunks[state.at - 1];
  const fields = before?.end === start ? candidatesOf(before, 'field').filter(c => c.weight >= 0.9) : [];
  return /mail$/.test(state.tokens[start - 1]?.lower ?? '') && fields.length > 0;
}

/** "Morning! How many …" */
const isGreeting = (state: State): boolean => /^[!,.]$/.test(lowerOf(state, state.chunks[state.at + 1]));

/** "orders with a single line": with exactly one. */
function countsOne(state: State): boolean {
  const said = wordsIn(state, 0, state.at).join(' ');
  const before = said.replace(/( (only|just))? (a|one)$/, '');
  const next = state.chunks[state.at + 1];
  const things = namesThings(next);
  const one = before !== said && holds.test(before);
  if (!one || !things || state.pending.negation || state.pending.comparator) return false;
  state.pending.comparator = { operator: '=', at: state.at };
  state.pending.number = { value: 1, percent: false, at: state.at };
  return true;
}

/** "not a single loan", "the highest price of a single line": "a loan" says the same. */
function isEmphasis(state: State): boolean {
  const article = wordBefore(state);
  // "the biggest single order"
  if (state.pending.superlative?.at === state.at - 1) return true;
  // "the single largest order"
  const next = state.chunks[state.at + 1];
  if (isPhrase(next, 'superlative')) return true;
  if (!/^(a|any|one)$/.test(article)) return false;
  if (state.pending.negation !== undefined) return true;
  const [measure, ...more] = state.draft.measures;
  return measure?.kind === 'aggregate' && more.length === 0 && /^(MIN|MAX)$/.test(measure.function);
}

/** "sales of goods": what is sold is goods; a number of goods would be a number of something. */
function isOfMoney(state: State): boolean {
  const [measure, ...more] = state.draft.measures;
  const before = previousContent(state, state.at);
  if (measure?.kind !== 'metric' || more.length > 0 || state.pending.count) return false;
  // "profit with customers in India on goods from suppliers in Peru"
  const from =
    /^(on|with|of|for)$/.test(wordBefore(state)) &&
    comesFrom.test(wordsIn(state, state.at + 1, state.at + 4).join(' '));
  if (before?.at !== measure.at && !from) return false;
  const info = state.catalogue.metrics.get(measure.metric);
  // "goods bought from … and sold to …" says more of them than where they are
  if (/^(bought|sold|purchased|made|used)$/.test(lowerOf(state, state.chunks[state.at + 1]))) return false;
  return info?.counts === undefined && /^(of|from|on|for|with)$/.test(wordBefore(state));
}

/** "packed in a LG DRUM": the value behind it is of one field, or of one place that things have. */
function leadsToValue(state: State, inPlaces: boolean): boolean {
  const rest = state.chunks.slice(state.at + 1);
  const at = rest.findIndex(c => !leadsToNothing.test(lowerOf(state, c)));
  const values = candidatesOf(rest[at], 'value').filter(
    c => (c.weight >= 0.9 && !c.partial) || (!inPlaces && c.partial),
  );
  const fields = new Set(values.map(c => c.field.id));
  return inPlaces ? fields.size > 0 && at > 0 : fields.size === 1;
}
