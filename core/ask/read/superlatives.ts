import type { FieldInfo } from '../catalogue.ts';
import type { DraftDimension, FieldChoice } from '../draft.ts';
import type { State } from './state.ts';

/** "cheapest part", "oldest order": the adjective names the number or date to rank by. */
export function inherentRank(state: State, subject: DraftDimension): void {
  const { draft, pending, catalogue } = state;
  const superlative = pending.superlative;
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
  const dataset = subject.kind === 'entity' ? subject.dataset : undefined;
  if (!dataset) return;
  const fields = catalogue.fieldsOf(dataset);
  const wanted = /expensive|cheap|pric|dear|^(the )?(biggest|largest|smallest)$/.test(superlative.word)
    ? fields.filter(
        f =>
          f.kind === 'number' &&
          sizes(superlative.word).test(`${f.name.replaceAll('_', ' ')} ${f.label}`.toLowerCase()),
      )
    : /latest|recent|newest|earliest|oldest|youngest/.test(superlative.word)
      ? ages(fields, superlative.word)
      : [];
  const first = wanted[0];
  if (wanted.length !== 1 || !first) return;
  draft.rank = {
    ...draft.rank,
    byField: { options: [{ field: first, weight: 1 }], scope: dataset, text: superlative.word, at: superlative.at },
  };
  draft.notes.push({ id: 'superlative', text: `“${superlative.word}” is taken by ${first.label.toLowerCase()}` });
}

/** What the adjective measures a thing by. */
const sizes = (word: string): RegExp =>
  /big|larg|small/.test(word) ? /\b(amount|value|total|size|revenue|worth)\b/ : /\b(price|cost|fare|fee)\b/;

/** The age of a thing: when it was born or made where that is known, else its first date. */
function ages(fields: readonly FieldInfo[], word: string): FieldInfo[] {
  const born = /\b(birth|born|founded|built|made|construction|manufacture)\b/;
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
  const fn = pending.superlative ? (pending.superlative.direction === 'DESC' ? 'MAX' : 'MIN') : pending.aggregate;
  if (pending.superlative?.both)
    draft.measures.push({ kind: 'aggregate', function: fn === 'MAX' ? 'MIN' : 'MAX', choice, at: state.at });
  pending.superlative = undefined;
  pending.aggregate = undefined;
  if (fn === 'MIN' || fn === 'MAX') draft.measures.push({ kind: 'aggregate', function: fn, choice, at: state.at });
}
