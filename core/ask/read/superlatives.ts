import type { FieldInfo } from '../catalogue.ts';
import type { DraftDimension, FieldChoice } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import { nameWords, stemOf, stemsOf } from '../words.ts';
import { refuseBothEnds } from './measure-list.ts';
import { type State, wordsIn } from './state.ts';

const datesOfMaking = patterns.datesOfMaking;

const pricedAdjectives = patterns.pricedAdjectives;

const adjectivesOfFields = patterns.adjectivesOfFields;

/** "cheapest part", "oldest order": the adjective names the number or date to rank by. */
export function inherentRank(state: State, subject: DraftDimension): void {
  const { draft, pending, catalogue } = state;
  const superlative = pending.superlative;
  refuseBothEnds(state);
  pending.superlative = undefined;
  if (!superlative) return;
  state.judged = superlative;
  draft.rank ??= {
    count: undefined,
    direction: superlative.direction,
    by: undefined,
    byField: undefined,
    at: superlative.at,
  };
  const dataset = datasetOf(state, subject);
  if (!dataset) {
    draft.rank = { ...draft.rank, priced: superlative.word };
    return;
  }
  const fields = catalogue.fieldsOf(dataset);
  const { document } = state;
  const wanted =
    document?.dataset === dataset
      ? [document]
      : pricedAdjectives.test(superlative.word)
        ? fields.filter(
            f =>
              f.kind === 'number' &&
              sizes(superlative.word).test(`${f.name.replaceAll('_', ' ')} ${f.label}`.toLowerCase()),
          )
        : measured(superlative.word)
          ? fields.filter(f => f.kind === 'number' && !f.isIdentifier && isMeasuredBy(superlative.word, f))
          : /latest|recent|newest|earliest|oldest|youngest/.test(superlative.word)
            ? ages(fields, superlative.word)
            : [];
  if (wanted.length === 0) draft.rank = { ...draft.rank, priced: superlative.word };
  const [first, ...more] = wanted.length > 1 ? (pricesAmong(wanted) ?? totalsAmong(wanted, dataset)) : wanted;
  if (more.length > 0 || !first) return;
  draft.rank = {
    ...draft.rank,
    byField: { options: [{ field: first, weight: 1 }], scope: dataset, text: superlative.word, at: superlative.at },
  };
  draft.notes.push({ id: 'superlative', text: `“${superlative.word}” is taken by ${first.label.toLowerCase()}` });
}

/** "which part is the cheapest": as if it were said before the things. */
export function pricedBehind(state: State): void {
  const { draft, pending } = state;
  const { subject } = draft;
  const { superlative } = pending;
  if (!superlative || subject?.kind !== 'entity' || draft.rank || draft.measures.length > 0) return;
  const joint = wordsIn(state, subject.at + 1, superlative.at);
  const said = adjectivesOfFields.test(superlative.word);
  if (said && joint.length > 0 && joint.every(word => /^(is|are|was|were|the)$/.test(word)))
    inherentRank(state, subject);
}

/** Things, or what they are called by. */
const datasetOf = ({ catalogue }: State, subject: DraftDimension): string | undefined => {
  if (subject.kind === 'entity') return subject.dataset;
  const field = subject.kind === 'field' ? subject.choice.options[0]?.field : undefined;
  return field && field === catalogue.nameField(field.dataset) ? field.dataset : undefined;
};

/** "most expensive item": what is paid for it rather than what it costs to have; undefined where neither is clear. */
const pricesAmong = (fields: readonly FieldInfo[]): FieldInfo[] | undefined => {
  const prices = fields.filter(({ name, label }) =>
    /\bprice\b/.test(`${name.replaceAll('_', ' ')} ${label}`.toLowerCase()),
  );
  return prices.length === 1 ? prices : undefined;
};

/** "biggest invoices": by what is their amount, and not by a part of it. */
const totalsAmong = (fields: readonly FieldInfo[], dataset: string): FieldInfo[] => {
  const owner = nameWords(dataset).map(stemOf).join(' ');
  const whole = new Set(['amount', 'total', 'value'].flatMap(noun => [stemOf(noun), `${owner} ${stemOf(noun)}`]));
  return fields.filter(({ name, label, field }) =>
    [name, label, ...field.aiContext.synonyms].some(term => whole.has(stemsOf(term).join(' '))),
  );
};

/** What only one kind of number is said by: longest, heaviest, tallest. */
const dimensionsOf: readonly (readonly [RegExp, RegExp])[] = [
  [/^(the )?(longest|shortest)$/, /\b(length|duration|distance)\b/],
  [/^(the )?(heaviest|lightest)$/, /\bweight\b/],
  [/^(the )?(tallest|highest)$/, /\bheight\b/],
];
const measured = (word: string): RegExp | undefined => dimensionsOf.find(([adjective]) => adjective.test(word))?.[1];
const isMeasuredBy = (word: string, { name, label, field }: FieldInfo): boolean =>
  [name.replaceAll('_', ' '), label, ...field.aiContext.synonyms].some(term =>
    measured(word)?.test(term.toLowerCase()),
  );

/** What the adjective measures a thing by. */
const sizes = (word: string): RegExp =>
  /big|larg|small/.test(word) ? /\b(amount|value|total|size|revenue|worth)\b/ : /\b(price|cost|fare|fee)\b/;

/** The age of a thing: when it was born or made where that is known, else its first date. */
function ages(fields: readonly FieldInfo[], word: string): FieldInfo[] {
  const born = datesOfMaking;
  const known = /oldest|youngest|newest/.test(word)
    ? fields.filter(
        f =>
          (f.kind === 'time' || f.kind === 'number') &&
          born.test(`${f.name.replaceAll('_', ' ')} ${f.label}`.toLowerCase()),
      )
    : [];
  return known.length > 0 ? known.slice(0, 1) : fields.filter(f => f.kind === 'time').slice(0, 1);
}

/** The first or last date: "latest order date". */
export function dateExtreme(state: State, choice: FieldChoice): void {
  const { draft, pending } = state;
  if (isNewcomer(state, choice)) return;
  const fn = pending.superlative ? (pending.superlative.direction === 'DESC' ? 'MAX' : 'MIN') : pending.aggregate;
  groupByOwner(state, choice);
  if (pending.superlative?.both)
    draft.measures.push({ kind: 'aggregate', function: fn === 'MAX' ? 'MIN' : 'MAX', choice, at: state.at });
  pending.superlative = undefined;
  pending.aggregate = undefined;
  if (fn === 'MIN' || fn === 'MAX') draft.measures.push({ kind: 'aggregate', function: fn, choice, at: state.at });
}

/** "most recent hire?": a deed as a noun, and who was hired rather than when, where those have names. */
function isNewcomer({ draft, pending, chunks, tokens, at, catalogue }: State, choice: FieldChoice): boolean {
  const { superlative } = pending;
  const [option, ...more] = choice.options;
  const [chunk, noun] = [chunks[at], tokens[chunks[at]?.start ?? 0]?.lower ?? ''];
  const begins = chunks
    .slice(0, superlative?.at)
    .every(c => /^(who|what|which|is|was|are|were|the|our)/.test(tokens[c.start]?.lower ?? ''));
  const ends = chunks.slice(at + 1).every(c => c.kind === 'mark');
  if (!option || more.length > 0 || !superlative || superlative.both || !chunk || !begins || !ends) return false;
  const { field, weight } = { ...option };
  const name = catalogue.nameField(field.dataset);
  if (weight >= 0.85 || chunk.end - chunk.start > 1 || !name || name.isKey || /(ed|en|ing|date|day)$/.test(noun))
    return false;
  const count = draft.rank?.count ?? (/s$/.test(noun) ? undefined : 1);
  pending.superlative = undefined;
  pending.which = undefined;
  draft.subject = { kind: 'entity', dataset: field.dataset, at };
  draft.subjectIs = 'top';
  draft.subjectPlural = count !== 1;
  draft.rank = { count, direction: superlative.direction, by: undefined, byField: choice, at: superlative.at };
  return true;
}

/** "customers with their last order date": of each of them, as each has many. */
function groupByOwner({ draft, pending, chunks, tokens, catalogue }: State, choice: FieldChoice): void {
  const { superlative } = pending;
  const [mention, ...more] = draft.mentions;
  const dataset = choice.options[0]?.field.dataset;
  const end = superlative && chunks[superlative.at]?.start;
  const theirs = tokens
    .slice(chunks[mention?.at ?? 0]?.end ?? 0, end)
    .some(({ lower }) => /^(their|its|his|her)$/.test(lower));
  if (
    !superlative ||
    !theirs ||
    !mention ||
    more.length > 0 ||
    draft.subject ||
    draft.measures.length > 0 ||
    dataset === undefined
  )
    return;
  if (catalogue.reach(mention.dataset, dataset).kind !== 'down') return;
  draft.mentions = [];
  draft.dimensions.push({ kind: 'entity', dataset: mention.dataset, at: mention.at });
}
