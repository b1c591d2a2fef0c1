import { type Candidate, type Chunk, candidatesOf } from '../chunks.ts';
import { thingsCounted } from '../counted-rows.ts';
import type { FieldChoice } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { termsOf } from '../lexicon/terms.ts';
import { pushHaving } from './having.ts';
import { fieldChoice, isPlural, lowerOf, passOver, problem, type State } from './state.ts';

/**
 * "suppliers who sell to more than 20 countries", "customers with at least 3 segments": so many different ones, and no
 * amount of what is sold to them.
 */
export function readMoreOfField(state: State, chunk: Extract<Chunk, { kind: 'number' }>): boolean {
  const { pending, chunks } = state;
  const { comparator } = pending;
  const next = chunks[chunks.indexOf(chunk) + 1];
  if (!comparator || pending.unit || pending.worth || chunk.percent || !Number.isInteger(chunk.value)) return false;
  if (next?.kind !== 'terms' || next.start !== chunk.end || !isPlural(state, next)) return false;
  const [best] = next.candidates;
  // "ship modes", of which one is called Ship
  const isOther = (c: Candidate): boolean =>
    c.kind === 'value' ? !(best?.kind === 'field' && best.field === c.field) : c.kind !== 'field';
  if (next.candidates.some(c => isOther(c) && c.weight >= 0.85)) return false;
  const said = lowerOf(state, next);
  const kinds = candidatesOf(next, 'field').filter(
    ({ field, weight }) => weight >= 0.85 && field.kind !== 'time' && !termsOf(field.field).includes(said),
  );
  if (kinds.length === 0) return false;
  const choice = fieldChoice(state, kinds, next);
  const many = choice && ofMany(state, choice);
  if (many)
    pushHaving(
      state,
      { kind: 'countDistinct', choice: many, at: chunks.indexOf(next) },
      comparator.operator,
      [chunk.value],
      false,
    );
  else problem(state, next, reasons.unclearWhetherMany);
  pending.comparator = undefined;
  passOver(state, next);
  return true;
}

/** Those of which the things have many: customers have one country of their own, and buy from several. */
function ofMany({ draft, catalogue }: State, choice: FieldChoice): FieldChoice | undefined {
  const [measure] = draft.measures;
  const things =
    (draft.subject?.kind === 'entity' ? draft.subject.dataset : undefined) ??
    draft.mentions[0]?.dataset ??
    (measure && thingsCounted(catalogue, measure));
  if (things === undefined) return undefined;
  const options = choice.options.filter(({ field }) => !catalogue.hasOne(things, field.dataset));
  return options.length > 0 ? { ...choice, options } : undefined;
}
