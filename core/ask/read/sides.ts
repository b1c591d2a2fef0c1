import { candidatesOf } from '../chunks.ts';
import type { DraftDimension, FieldChoice } from '../draft.ts';
import { lowerOf, pass, type State } from './state.ts';

/**
 * "revenue by region, supplier side", "countries on the customer side": of names that several things have, those of the
 * side that was said. Nothing else is asked for by it.
 */
export function takeSide(state: State): void {
  const at = state.chunks.findIndex(chunk => /^sides?$/.test(lowerOf(state, chunk)));
  const [thing] = candidatesOf(state.chunks[at - 1], 'dataset').filter(({ weight }) => weight > 0.9);
  if (at < 2 || !thing) return;
  let start = at - 1;
  while (/^(on|from|at|the|our|\()$/.test(lowerOf(state, state.chunks[start - 1]))) start--;
  pass(state, start, at + 1);
  state.side = thing.dataset;
}

/** Leaves of every choice that is open the fields that the side reaches; a side that fits nothing changes nothing. */
export function settleSide(state: State): void {
  const { side, draft, catalogue } = state;
  if (side === undefined) return;
  const narrowed = <T extends { field: { dataset: string } }>(options: readonly T[]): readonly T[] => {
    const own = options.filter(({ field }) => catalogue.hasOne(side, field.dataset));
    return own.length > 0 ? own : options;
  };
  const ofSide = (choice: FieldChoice): FieldChoice => ({ ...choice, options: narrowed(choice.options), scope: side });
  const dimension = (each: DraftDimension): DraftDimension =>
    each.kind === 'field' ? { ...each, choice: ofSide(each.choice) } : each;
  draft.dimensions = draft.dimensions.map(dimension);
  if (draft.subject) {
    const at = draft.dimensions.indexOf(draft.subject);
    draft.subject = at < 0 ? dimension(draft.subject) : draft.dimensions[at];
  }
  draft.filters = draft.filters.map(filter => ({ ...filter, options: narrowed(filter.options) }));
}
