import { patterns } from '../english/patterns.ts';
import { lowerOf, type State, textOf, wordsIn } from './state.ts';

const leadsToTotal = patterns.leadsToTotal;

/** Nouns of what adds up over rows; a price or a balance is each one's own. */
const amounts = patterns.amounts;

/**
 * "net amount of the open invoices", of rows that have numbers and no names: their total, as a list of nothing but amounts says
 * nothing. In the plural, "net amounts of …", each is asked for.
 */
export function totalOfAmount(state: State): void {
  const { draft, catalogue } = state;
  const [choice, ...more] = draft.listFields;
  const field = choice?.options[0]?.field;
  if (!choice || !field || more.length > 0 || !isAmount(state, choice.at)) return;
  if (field.kind !== 'number' || field.isIdentifier || catalogue.nameField(field.dataset)?.isIdentifier === false)
    return;
  const { measures, dimensions, having, related, subject, rank, sort, mentions, beside } = draft;
  if ([measures, dimensions, having, related, beside].some(said => said.length > 0) || rank || sort) return;
  if (subject && subject.kind !== 'entity') return;
  // "value of invoice 7" is that of the one
  if (draft.filters.some(({ options }) => options.some(option => option.field.isIdentifier))) return;
  if (
    [...mentions, ...(subject ? [subject] : [])].some(({ dataset, at }) => dataset !== field.dataset || at < choice.at)
  )
    return;
  const metric = catalogue.metricByText(`SUM(${field.id})`)?.name;
  const { at } = choice;
  draft.listFields = [];
  draft.mentions = [];
  draft.subject = draft.subjectIs = undefined;
  draft.measures.push(
    metric === undefined ? { kind: 'aggregate', function: 'SUM', choice, at } : { kind: 'metric', metric, at },
  );
}

/** The question begins with the amount, and whose it is stands behind "of". */
function isAmount(state: State, at: number): boolean {
  const chunk = state.chunks[at];
  const before = wordsIn(state, 0, at).flatMap(words => words.split(' '));
  const [amount = '', whose] = (chunk ? textOf(state, chunk).toLowerCase() : '').split(' of ');
  const of = whose ?? lowerOf(state, state.chunks[at + 1]);
  return (
    amounts.test(amount.split(' ').at(-1) ?? '') &&
    (whose !== undefined || /^(of|for|on)$/.test(of)) &&
    before.every(word => leadsToTotal.test(word))
  );
}
