import type { Catalogue } from '../catalogue.ts';
import { type Chunk, candidatesOf } from '../chunks.ts';
import type { Draft } from '../draft.ts';
import type { Lexicon } from '../lexicon.ts';
import { unitOf } from '../units.ts';
import { stemOf, type Token } from '../words.ts';
import { readQuotedPart } from './filters.ts';
import { placeMeasure } from './measures.ts';
import { readNumber, unitOfMeasure } from './numbers.ts';
import { readPhrase } from './phrases.ts';
import { createState, lowerOf, nextContent, previousContent, problem, type State } from './state.ts';
import { readTerms } from './terms.ts';
import { readGrain, readTime } from './times.ts';

/** Reads the chunks from left to right into a draft; what finds no place becomes a problem. */
export function readDraft(
  catalogue: Catalogue,
  lexicon: Lexicon,
  tokens: readonly Token[],
  chunks: readonly Chunk[],
  split: State['split'],
): Draft {
  const state = createState(catalogue, lexicon, tokens, chunks, split);
  refuseCommand(state);
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
  return state.draft;
}

const commands =
  /^(cancel|delete|drop|create|insert|update|send|email|mail|approve|reject|schedule|notify|assign|rename|transfer|pay|refund|forget|ignore)$/;

/** "cancel order 12": asked to do something, where questions are all that can be answered. */
function refuseCommand(state: State): void {
  const [first, second] = state.chunks;
  const word = first && first.end - first.start === 1 ? lowerOf(state, first) : '';
  const object =
    second?.kind === 'terms' ||
    (second?.kind === 'filler' && /^(the|a|an|this|all|my|our|these)$/.test(lowerOf(state, second)));
  const verb = state.tokens[0]?.lower ?? '';
  const thing = state.tokens[1];
  const one = thing !== undefined && state.lexicon.entities.has(thing.stem) && !/s$/.test(thing.lower);
  const changed = commands.test(verb) && (!state.lexicon.words.has(verb) || one);
  if (first && (changed || (commands.test(word) && object)))
    problem(state, first, 'Only questions can be answered; nothing can be changed here.');
}

function readChunk(state: State, chunk: Chunk): void {
  if (chunk.kind === 'terms' && readQuotedPart(state, chunk)) return;
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
    case 'number':
      readNumber(state, chunk);
      return;
    case 'mark':
      if (!/^[,;:?!.()&/=\-–—…*]$/.test(chunk.mark)) problem(state, chunk, 'This sign has no meaning here.');
      readArithmetic(state, chunk.mark);
      if (chunk.mark === ',' || chunk.mark === ';') state.pending.group = afterComma(state);
      return;
    case 'filler':
      readFiller(state, chunk);
      return;
    case 'unknown':
      if (
        readChoice(state, chunk) ||
        readQuotedPart(state, chunk) ||
        isUnitOfAnswer(state) ||
        isAfterMissing(state) ||
        isNew(state)
      )
        return;
      problem(state, chunk, 'Nothing in the model has this name or value.');
      return;
  }
}

/** "weekly active users on average": the number named before is averaged. */
function averageAfter(state: State): void {
  const { draft, pending } = state;
  const [choice, ...more] = draft.listFields;
  if (pending.aggregate !== 'AVG' || !choice || more.length > 0 || draft.measures.length > 0) return;
  if (choice.options[0]?.field.kind !== 'number') return;
  draft.listFields = [];
  draft.measures.push({ kind: 'aggregate', function: 'AVG', choice, at: choice.at });
  pending.aggregate = undefined;
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

/** "is it higher for air or for truck", "more orders in 1993 or in 1994": both, side by side. */
function readChoice(state: State, chunk: Chunk): boolean {
  if (!/^(more|higher|lower|bigger|larger|smaller|less|fewer|better|worse|greater)$/.test(lowerOf(state, chunk)))
    return false;
  if (!state.tokens.slice(chunk.end).some(token => token.lower === 'or')) return false;
  state.draft.compare = true;
  return true;
}

/** "new customers in 2022": those that came in the period. */
function isNew(state: State): boolean {
  const chunk = state.chunks[state.at];
  if (lowerOf(state, chunk) !== 'new') return false;
  const next = state.chunks[state.at + 1];
  const things =
    candidatesOf(next, 'dataset').some(c => c.weight > 0.9) ||
    candidatesOf(next, 'metric').some(c => state.catalogue.metrics.get(c.metric)?.counts !== undefined);
  return things && state.chunks.some(c => c.kind === 'time' || c.kind === 'grain');
}

/** "no workshop assigned": the participle adds nothing to what is missing. */
function isAfterMissing(state: State): boolean {
  const last = state.draft.filters.at(-1);
  const token = state.tokens[state.chunks[state.at]?.start ?? 0];
  const missing = last?.operator === 'isMissing' || last?.operator === 'isPresent';
  return missing && last.at === state.at - 1 && /(ed|wn|en|set)$/.test(token?.lower ?? '');
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

/** "by region, segment": the comma keeps a group open; "in 1996, by region" opens none. */
const afterComma = (state: State): State['pending']['group'] => state.pending.group;

function readFiller(state: State, chunk: Chunk): void {
  const word = state.tokens[chunk.start]?.lower ?? '';
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
  if (/^(sell|bui|purchas)$/.test(trade)) state.draft.trade = trade;
  if (state.at === 0 && /^(and|but|also|so)$/.test(word)) state.draft.followUp.add('and');
  if (state.at === 0 && word === 'with') state.draft.followUp.add('add');
  if (state.at === 0 && word === 'as') state.draft.followUp.add('instead');
}

/** The measure or entity a share is of has been read. */
const hasSubjectOfShare = (state: State): boolean => state.draft.measures.length > 0 || state.draft.mentions.length > 0;

/** What is still pending at the end has found no noun. */
function finish(state: State): void {
  const { pending, draft } = state;
  if (pending.comparator && !pending.number)
    reportAt(state, pending.comparator.at, 'A number to compare with is missing.');
  if (pending.number) reportAt(state, pending.number.at, 'This number belongs to nothing that was named.');
  if (pending.count && draft.measures.length === 0) countWhatIsThere(state);
  else if (pending.count && draft.measures.length > 0)
    reportLast(state, ['count'], 'It is not clear what should be counted.');
  if (draft.measures.length === 0) measureOfVerb(state);
  if (pending.superlative && draft.rank?.count === undefined)
    reportAt(state, pending.superlative.at, 'It is not clear by which number to rank.');
  if (pending.negation) reportLast(state, ['negation', 'without'], 'It is not clear what should be left out.');
  averageAfter(state);
  if (pending.aggregate && !(pending.aggregate === 'SUM' && draft.measures.length > 0))
    reportLast(state, ['aggregate'], 'It is not clear of which number.');
  if (pending.frequent) reportAt(state, pending.frequent.at, 'It is not clear which values should be counted.');
  if (pending.unit) reportAt(state, pending.unit.at, 'It is not clear which number is meant.');
  if (pending.way) reportAt(state, pending.way.at, 'It is not clear what this says of which things.');
  if (pending.also.length > 0) reportLast(state, ['aggregate'], 'It is not clear of which number.');
  if (pending.worth) reportLast(state, ['worth'], 'It is not clear which number is meant.');
  if (pending.typical) reportLast(state, ['typical'], 'It is not clear what should be averaged.');
  if (pending.sort && !draft.sort?.direction) reportLast(state, ['sort'], 'It is not clear by what to sort.');
  if (pending.group && !isWhole(state, pending.group))
    reportAt(state, pending.group.at, 'It is not clear by what to group.');
  for (const choice of state.loose)
    if (!placeLoose(state, choice))
      reportAt(state, choice.at, 'It is named, but not what to do with it: group by it, or which value?');
}

/** "across everything": no groups at all. */
const isWhole = (state: State, group: { at: number; word: string }): boolean =>
  /^(across|for all|across all|over)/.test(group.word) &&
  state.chunks.slice(group.at + 1).every(c => c.kind === 'filler' || c.kind === 'mark');

/** "how many are there in Asia": nothing to count was named. */
function countWhatIsThere(state: State): void {
  const mention = state.draft.mentions.shift();
  if (mention) state.draft.measures.push({ kind: 'count', dataset: mention.dataset, at: mention.at });
}

/** "how much did we sell": the verb names the metric whose own name is its noun. */
function measureOfVerb(state: State): void {
  const words = state.tokens.map(token => token.lower);
  const at = words.findIndex((word, i) => word === 'much' && words[i - 1] === 'how');
  const verb = state.tokens.slice(Math.max(at, 0)).find(token => /^(sell|bui|purchas|spend)$/.test(token.stem));
  const most = state.pending.superlative?.quantity === true && state.draft.subject !== undefined;
  if ((at < 0 && !most) || !verb) return;
  const metric = state.lexicon.lookup([stemOf('sales')], false).find(c => c.kind === 'metric' && c.weight >= 0.99);
  if (metric?.kind !== 'metric') return;
  const measure = { kind: 'metric' as const, metric: metric.metric, at: 0 };
  if (at < 0) placeMeasure(state, measure, state.chunks[0] as Chunk);
  else state.draft.measures.push(measure);
}

/** "flights that have a recorded gate": it is there. */
const isHad = (state: State, choice: State['loose'][number]): boolean =>
  (state.draft.measures.length > 0 || state.draft.mentions.length > 0) &&
  state.chunks
    .slice(Math.max(0, choice.at - 3), choice.at)
    .some(c => /^(have|has|had|having)$/.test(lowerOf(state, c))) &&
  state.chunks
    .slice(Math.max(0, choice.at - 3), choice.at)
    .every(
      (c, i, all) => c.kind === 'filler' || all.slice(i).some(o => /^(have|has|had|having)$/.test(lowerOf(state, o))),
    );

/** A field named alone can be what the question is about: brands of manufacturer 3. */
function placeLoose(state: State, choice: State['loose'][number]): boolean {
  const { draft } = state;
  const first = choice.options[0]?.field;
  if (!first) return false;
  if (isHad(state, choice)) {
    draft.filters.push({
      options: choice.options.map(o => ({ field: o.field, values: [], weight: o.weight, partial: false })),
      operator: 'isPresent',
      scope: choice.scope,
      text: choice.text,
      at: choice.at,
    });
    return true;
  }
  if (draft.subject === undefined && draft.mentions.length > 0 && draft.measures.length === 0 && !draft.rank) {
    draft.listFields.push(choice);
    return true;
  }
  if (
    draft.subject === undefined &&
    (draft.rank || draft.having.length > 0 || draft.measures.length === 0) &&
    first.kind !== 'number'
  ) {
    draft.subject = { kind: 'field', choice };
    draft.subjectIs ??= draft.rank ? 'top' : 'plain';
    return true;
  }
  if (draft.measures.length === 0) {
    draft.listFields.push(choice);
    return true;
  }
  // keywords: "stock value manufacturer"
  if (first.kind === 'text' && draft.measures.at(-1)?.at === choice.at - 1 && draft.dimensions.length === 0) {
    draft.dimensions.push({ kind: 'field', choice });
    return true;
  }
  return draft.listFields.some(f => f.at === choice.at);
}

function reportLast(state: State, kinds: readonly string[], reason: string): void {
  const at = state.chunks.findLastIndex(c => c.kind === 'phrase' && kinds.includes(c.phrase.kind));
  if (at >= 0) reportAt(state, at, reason);
}

function reportAt(state: State, at: number, reason: string): void {
  const chunk = state.chunks[at];
  if (chunk) problem(state, chunk, reason);
}

export { nextContent, previousContent };
