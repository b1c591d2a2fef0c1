import type { Cell } from '../api/types.ts';
import { formatCell, formatCount } from '../format.ts';
import type { FilterControl, View } from './dashboards-api.ts';
import { periodWords } from './period-words.ts';

/** What was chosen in a control. */
export type Chosen = NonNullable<NonNullable<View['filters']>[string]>;

/** What a control lets through now: what the viewer chose, else what it starts with. */
export function chosenOf(control: FilterControl, view: View): Chosen {
  const chosen = view.filters?.[control.id];
  if (chosen === null) return {};
  if (chosen !== undefined) return chosen;
  const { selected, minimum, maximum, period } = control;
  return {
    ...(selected !== undefined && { selected }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(period !== undefined && { period }),
  };
}

export const letsAllThrough = ({ selected = [], minimum, maximum, period }: Chosen): boolean =>
  selected.length === 0 && minimum === undefined && maximum === undefined && period === undefined;

/** The view with another choice in a control; choosing what it starts with leaves nothing to say. */
export function withChosen(view: View, control: FilterControl, chosen: Chosen): View {
  const { [control.id]: _, ...others } = view.filters ?? {};
  const start = chosenOf(control, {});
  const filters = sameChoice(start, chosen)
    ? others
    : { ...others, [control.id]: letsAllThrough(chosen) ? null : chosen };
  const { filters: __, ...rest } = view;
  return Object.keys(filters).length === 0 ? rest : { ...rest, filters };
}

const sameChoice = (a: Chosen, b: Chosen): boolean =>
  (letsAllThrough(a) && letsAllThrough(b)) ||
  JSON.stringify([a.selected ?? [], a.minimum, a.maximum, a.period]) ===
    JSON.stringify([b.selected ?? [], b.minimum, b.maximum, b.period]);

/** A value with or without, in the order in which values were taken. */
export const toggled = (selected: readonly Cell[], value: Cell): Cell[] =>
  selected.includes(value) ? selected.filter(other => other !== value) : [...selected, value];

const shownValue = (value: Cell): string =>
  typeof value === 'number' ? formatCell(value, { type: 'float' }) : formatCell(value, { type: 'string' });

/** What a control lets through, in a few words; undefined when that is everything. */
export function choiceWords({ selected = [], minimum, maximum, period }: Chosen): string | undefined {
  if (period !== undefined) return periodWords(period);
  if (minimum !== undefined || maximum !== undefined) {
    const [low, high] = [minimum, maximum].map(value => (value === undefined ? undefined : shownValue(value)));
    if (low === undefined) return `up to ${high}`;
    return high === undefined ? `from ${low}` : `${low} – ${high}`;
  }
  const [first, second] = selected;
  if (first === undefined) return undefined;
  if (second === undefined) return shownValue(first);
  if (selected.length === 2) return `${shownValue(first)}, ${shownValue(second)}`;
  return `${shownValue(first)} and ${formatCount(selected.length - 1)} more`;
}

/** Whether anything narrows the dashboard beyond what it starts with. */
export const isNarrowed = (view: View): boolean =>
  Object.keys(view.filters ?? {}).length > 0 || (view.cross ?? []).length > 0 || view.time !== undefined;
