import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf, isPhrase, namesThings } from '../chunks.ts';
import type { FieldChoice } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { termsOf } from '../lexicon/terms.ts';
import { unitOf } from '../units.ts';
import { nameWords, stemsOf } from '../words.ts';
import { aggregate } from './aggregates.ts';
import { filterByPresence } from './field-filters.ts';
import { addHaving, rankBy, refuseBothEnds } from './measure-list.ts';
import { placeMeasure } from './measures.ts';
import { applyNumbersTo } from './number-filters.ts';
import { keepsThoseWithSome } from './numbers-had.ts';
import { lowerOf, nextContent, problem, type State, wordBefore, wordsIn } from './state.ts';
import { isUnitOfNumber } from './unit-nouns.ts';

/** "revenue per employee", of a number called employees: it counts them, so they are divided by and not grouped by. */
function isPerOneOf(state: State, choice: FieldChoice, { start, end }: Chunk): boolean {
  const { draft, pending, tokens } = state;
  const said = tokens[end - 1]?.lower ?? '';
  const field = choice.options[0]?.field;
  if (!field || !/^per$/.test(pending.group?.word ?? '') || draft.measures.length !== 1 || end - start > 1)
    return false;
  if (said.endsWith('s')) return false;
  return (
    unitOf(said) !== undefined ||
    termsOf(field.field).some(term => term.toLowerCase() === `${said}s`) ||
    isMeasuredIn(state, choice, said)
  );
}

/** "cost per kWh", of "energy in kWh": the unit of a number that adds up. */
function isMeasuredIn(state: State, choice: FieldChoice, said: string): boolean {
  const described = choice.options[0]?.field.field.description ?? '';
  return metricFor(state, choice) !== undefined && ` ${nameWords(described).join(' ')} `.includes(` in ${said} `);
}

/** "name, list price and the lowest cost": beside what is shown of each, the lowest may be that of each. */
function isOfEach(state: State): boolean {
  const at = state.pending.superlative?.at ?? 0;
  const joint = wordsIn(state, Math.max(0, at - 2), at);
  return state.draft.listFields.length + state.loose.length > 1 && joint.includes('and');
}

/** A number field: aggregated, compared, ranked by, grouped by, or listed. */
export function placeNumberField(state: State, choice: FieldChoice, chunk: Chunk): void {
  const { draft, pending } = state;
  if (repeatsCompared(state, choice)) return;
  if (wordBefore(state) === 'in' && isUnitOfNumber(state, chunk)) return;
  state.mention = { kind: 'field', choice };
  const next = nextContent(state, state.at + 1)?.chunk;
  const total = pending.comparator && pending.number ? totalOfTheirs(state, choice, chunk) : undefined;
  if (total !== undefined) {
    addHaving(state, { kind: 'metric', metric: total, at: state.at });
    return;
  }
  if (pending.comparator && pending.number) {
    applyNumbersTo(state, choice, [pending.number.value], chunk);
    return;
  }
  // "parts without size 10", "without a size over 10": those of another
  if (pending.negation === 'without' && (next?.kind === 'number' || isCompared(state, next))) {
    pending.negation = 'not';
    return;
  }
  if (pending.negation === 'without') {
    if (takesPartOut(state)) {
      problem(state, chunk, reasons.partOfNumber);
      pending.negation = undefined;
      return;
    }
    filterByPresence(state, choice, 'isNone', choice.scope);
    pending.negation = undefined;
    return;
  }
  if (!isCompared(state, next) && keepsThoseWithSome(state, choice)) return;
  if (pending.aggregate) {
    aggregate(state, choice, pending.aggregate);
    return;
  }
  if (pending.typical) {
    aggregate(state, choice, 'AVG');
    return;
  }
  if (isCompared(state, next)) return;
  if (pending.superlative) {
    if (isOfEach(state)) {
      problem(state, chunk, reasons.oneAllOneEach);
      pending.superlative = undefined;
      return;
    }
    superlativeOf(state, choice);
    return;
  }
  if (pending.sort || (pending.group?.word === 'by' && draft.rank && !draft.rank.by)) {
    const metric = metricFor(state, choice);
    if (!pending.sort && metric !== undefined && ranksGroups(state, choice)) {
      rankBy(state, { kind: 'metric', metric, at: state.at });
      return;
    }
    if (pending.sort) draft.sort = { by: choice, direction: draft.sort?.direction };
    else if (draft.rank) draft.rank = { ...draft.rank, byField: choice };
    pending.sort = false;
    pending.group = undefined;
    return;
  }
  if (pending.group && isPerOneOf(state, choice, chunk)) {
    const total = metricFor(state, choice);
    draft.ratio = true;
    draft.measures.push(
      total === undefined
        ? { kind: 'aggregate', function: 'SUM', choice, at: state.at }
        : { kind: 'metric', metric: total, at: state.at },
    );
    pending.group = undefined;
    return;
  }
  if (pending.group) {
    // "machines per yard place": of a number that the model doesn't group by it may be what is divided by
    if (pending.group.word === 'per' && choice.options[0]?.field.field.isDimension === false)
      problem(state, chunk, reasons.eachValueDivided);
    draft.dimensions.push({ kind: 'field', choice });
    pending.group = undefined;
    return;
  }
  if (pending.count) {
    countNumbers(state, choice, chunk, pending.count.distinct);
    return;
  }
  if (metricFor(state, choice) && draft.subjectIs !== 'list') {
    placeMeasure(state, { kind: 'metric', metric: metricFor(state, choice) ?? '', at: state.at }, chunk);
    return;
  }
  if (isShared(choice) && draft.subjectIs === undefined && draft.mentions.length === 0)
    placeMeasure(state, { kind: 'aggregate', function: 'SUM', choice, at: state.at }, chunk);
  else if (isHadBehind(state)) filterByPresence(state, choice, 'isPresent', choice.scope);
  else draft.listFields.push(choice);
}

/** "customers with a credit limit": those that have one. */
function isHadBehind(state: State): boolean {
  const [joint, article] = state.chunks.slice(Math.max(0, state.at - 2), state.at).map(c => lowerOf(state, c));
  const next = nextContent(state, state.at + 1)?.chunk;
  const ends = next === undefined || next.kind === 'time' || isPhrase(next, 'group');
  return joint === 'with' && /^an?$/.test(article ?? '') && ends;
}

/** "amount": of payments, of claims or of invoices. */
function isShared({ options: [first, ...others], scope }: FieldChoice): boolean {
  if (!first || first.weight >= 0.7 || first.field.dataset === scope) return false;
  return others.some(o => o.weight >= first.weight && o.field.dataset !== first.field.dataset);
}

/** "fewer than 100 pieces available": what was just compared, named once more behind its unit. */
function repeatsCompared(state: State, choice: FieldChoice): boolean {
  const { draft, chunks, at } = state;
  const last = draft.filters.at(-1);
  if (!last || !/^([<>]=?|!?=|between)$/.test(last.operator) || last.at >= at || at - last.at > 2) return false;
  if (!chunks.slice(last.at + 1, at).every(c => c.kind === 'filler' || c.kind === 'terms')) return false;
  const named = new Set(choice.options.map(o => o.field.id));
  return last.options.length > 0 && last.options.every(o => named.has(o.field.id));
}

/** "how many different prices": values; "the number of pieces": how many they are together. */
function countNumbers(state: State, choice: FieldChoice, chunk: Chunk, distinct: boolean): void {
  const total = metricFor(state, choice);
  if (total === undefined || distinct) state.pending.count = undefined;
  if (distinct) state.draft.measures.push({ kind: 'countDistinct', choice, at: state.at });
  else if (total !== undefined) placeMeasure(state, { kind: 'metric', metric: total, at: state.at }, chunk);
  else problem(state, chunk, reasons.numberEachSay);
}

/** "top 5 cities by passengers": the number is of finer rows than what is ranked, so it is their total. */
const ranksGroups = (state: State, choice: FieldChoice): boolean => {
  const { subject } = state.draft;
  const ranked = subject?.kind === 'entity' ? subject.dataset : state.loose.at(-1)?.options[0]?.field.dataset;
  const of = subject?.kind === 'field' ? subject.choice.options[0]?.field.dataset : ranked;
  return of !== choice.options[0]?.field.dataset;
};

/** "drivers with the most kilometres", where tours have drivers: of each name there are many rows. */
function isOfNames({ draft, loose, catalogue }: State, choice: FieldChoice): boolean {
  const { subject } = draft;
  const named = (subject?.kind === 'field' ? subject.choice : loose.at(-1))?.options[0]?.field;
  if (!named || named.dataset !== choice.options[0]?.field.dataset || named.isKey) return false;
  const own = new Set([named.dataset, catalogue.datasets.get(named.dataset)?.label ?? ''].flatMap(stemsOf));
  return named !== catalogue.nameField(named.dataset) || !stemsOf(named.name).some(stem => own.has(stem));
}

/** A metric that is just the sum of the field, when there is one. */
function metricFor(state: State, choice: FieldChoice): string | undefined {
  const [first] = choice.options;
  if (isShared(choice)) return numberSaid(state, choice);
  return first && sumOf(state, first.field);
}

const sumOf = ({ catalogue }: State, { dataset, name }: FieldInfo): string | undefined =>
  catalogue.metricByText(`SUM(${dataset}.${name})`)?.name;

/** "revenue over 1000, with the amount": the number that was named before is meant. */
function numberSaid(state: State, { options }: FieldChoice): string | undefined {
  const { measures, having } = state.draft;
  const said = [...measures, ...having.map(({ measure }) => measure)].flatMap(m =>
    m.kind === 'metric' && state.catalogue.metrics.get(m.metric)?.counts === undefined ? [m.metric] : [],
  );
  const [only, ...others] = new Set(said);
  const named = options.map(({ field }) => sumOf(state, field)).find(sum => sum !== undefined && said.includes(sum));
  return named ?? (others.length === 0 ? only : undefined);
}

/** "highest balance": of a subject, rank by it; of nothing, its maximum. */
function superlativeOf(state: State, choice: FieldChoice): void {
  const { draft, pending } = state;
  const superlative = pending.superlative;
  pending.superlative = undefined;
  if (!superlative) return;
  // "most followed playlist": the playlists are ranked by it
  if (isOfNext(state) && !draft.measures.length) {
    const { count } = draft.rank ?? {};
    draft.rank = { count, direction: superlative.direction, by: undefined, byField: choice, at: superlative.at };
    return;
  }
  if (isOfNextKind(state)) {
    const chunk = state.chunks[state.at];
    const [option] = choice.options;
    const id = option && !sumOf(state, option.field) ? option.field.id : '';
    const mean = state.catalogue.metricByText(`AVG(${id})`)?.name;
    // "worst rated category", where the one number made of ratings is their average
    if (chunk && mean !== undefined) {
      pending.superlative = superlative;
      placeMeasure(state, { kind: 'metric', metric: mean, at: state.at }, chunk);
    } else if (chunk) problem(state, chunk, reasons.numberTheirsShould);
    return;
  }
  // "who has the highest balance": those whose number it is
  const field = choice.options[0]?.field;
  if (field && lowerOf(state, state.chunks[pending.which?.at ?? -1]) === 'who' && !draft.subject) {
    pending.which = undefined;
    draft.subject = { kind: 'entity', dataset: field.dataset, at: state.at };
    draft.subjectIs = 'which';
  }
  // "who drove the most kilometres": of finer rows, so their total
  const total =
    superlative.quantity && (ranksGroups(state, choice) || isOfNames(state, choice))
      ? metricFor(state, choice)
      : undefined;
  if (total !== undefined && draft.measures.length === 0) {
    pending.superlative = superlative;
    rankBy(state, { kind: 'metric', metric: total, at: state.at });
    return;
  }
  const hasSubject =
    draft.subject !== undefined || draft.mentions.length > 0 || state.loose.length > 0 || draft.rank !== undefined;
  if (hasSubject && !draft.measures.length) {
    pending.superlative = superlative;
    refuseBothEnds(state);
    pending.superlative = undefined;
    draft.rank = {
      count: draft.rank?.count,
      direction: superlative.direction,
      by: undefined,
      byField: choice,
      at: superlative.at,
      word: superlative.word,
      ...(superlative.quantity && { quantity: true }),
    };
    return;
  }
  // "what is the lowest cost of a red part": the number is asked for, not a part
  if (/^what( is)?$/.test(lowerOf(state, state.chunks[pending.which?.at ?? -1]))) pending.which = undefined;
  const ends = superlative.direction === 'DESC' ? (['MIN', 'MAX'] as const) : (['MAX', 'MIN'] as const);
  for (const end of superlative.both ? ends : ends.slice(1)) aggregate(state, choice, end);
}

const isOfNext = (state: State): boolean => isParticiple(state) && namesThings(state.chunks[state.at + 1]);

/** "worst rated category": each of them has many such numbers. */
const isOfNextKind = (state: State): boolean =>
  isParticiple(state) && candidatesOf(state.chunks[state.at + 1], 'field').some(c => c.field.kind === 'text');

const isParticiple = ({ chunks, at, tokens }: State): boolean =>
  /(ed|en)$/.test(tokens[(chunks[at]?.end ?? 0) - 1]?.lower ?? '') && chunks[at + 1]?.start === chunks[at]?.end;

/** A comparison follows, so the field is what is compared. */
function isCompared(state: State, next: Chunk | undefined): boolean {
  if (!next) return false;
  if (next.kind === 'number') return true;
  if (next.kind === 'time' && next.time.numbers !== undefined)
    // "by list price between 2024 and 2025" groups by it in these years
    return (
      state.pending.group?.at !== state.at - 1 &&
      // "smallest total of 1998" is that of the year
      ((state.pending.superlative ? /^between$/ : /^(between|of|from)?$/).test(
        lowerOf(state, next).split(' ')[0] ?? '',
      ) ||
        state.pending.comparator !== undefined)
    );
  return next.kind === 'phrase' && ['comparator', 'between', 'missing', 'sign'].includes(next.phrase.kind);
}

/** "technicians with more than 100 labour hours": of what each has many of, the number that adds it up, called the same. */
function totalOfTheirs({ draft, catalogue }: State, choice: FieldChoice, chunk: Chunk): string | undefined {
  const owner = draft.subject?.kind === 'entity' ? draft.subject.dataset : draft.mentions.at(-1)?.dataset;
  const field = choice.options[0]?.field;
  if (!field || owner === undefined || catalogue.reach(owner, field.dataset).kind !== 'down') return undefined;
  return candidatesOf(chunk, 'metric').find(
    ({ metric, weight }) =>
      weight >= 0.9 && catalogue.metrics.get(metric)?.text === `SUM(${field.dataset}.${field.name})`,
  )?.metric;
}

/** "revenue without tax": the same number with less in it, or that of what has no tax? Things are those that have none. */
function takesPartOut(state: State): boolean {
  const { draft, chunks, at, catalogue } = state;
  const last = draft.measures.at(-1);
  if (last?.kind !== 'metric' || last.at < at - 3) return false;
  const text = catalogue.metrics.get(last.metric)?.text ?? '';
  const isAmount = !/COUNT\(|THEN 1\b/.test(text);
  const joint = lowerOf(state, chunks[last.at + 1]);
  return isAmount && /^(without|excluding|ex|net of)( the)?$/.test(joint);
}
