import type { DashboardSpec, View } from '../dashboards/dashboards-api.ts';
import { choiceWords, isNarrowed } from '../dashboards/filter-values.ts';
import { periodWords } from '../dashboards/period-words.ts';
import type { Option } from '../sharing/fields.tsx';

/** With which filters a report is made: those that the dashboard opens with, its own, or those on the page now. */
export type ViewChoice = 'opens' | 'kept' | 'now';

const labels: Readonly<Record<ViewChoice, string>> = {
  opens: 'As the dashboard opens',
  kept: 'As the report has them',
  now: 'As they are now',
};

interface Views {
  /** The report's own. */
  readonly kept: View | undefined;
  /** What of the page's can be kept. */
  readonly now: View;
}

const isSame = (one: View, other: View): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What can be chosen; the report's own once where the page shows the same. */
export function viewOptions({ kept, now }: Views): readonly Option[] {
  const some: ViewChoice[] = ['opens'];
  if (kept !== undefined && isNarrowed(kept) && !isSame(kept, now)) some.push('kept');
  if (isNarrowed(now)) some.push('now');
  return some.map(value => ({ value, label: labels[value] }));
}

/** What a report is made with while nothing else is chosen. */
export function usualChoice({ kept, now }: Views): ViewChoice {
  if (kept === undefined || !isNarrowed(kept)) return 'opens';
  return isSame(kept, now) ? 'now' : 'kept';
}

export const chosenView = (choice: ViewChoice, { kept, now }: Views): View | undefined =>
  choice === 'opens' ? undefined : choice === 'kept' ? kept : now;

/** What a view narrows, in words; undefined where that is nothing. */
export function viewWords(view: View | undefined, { filters }: Pick<DashboardSpec, 'filters'>): string | undefined {
  if (view === undefined || !isNarrowed(view)) return undefined;
  const chosen = filters.flatMap(({ id, label }) => {
    const choice = view.filters?.[id];
    return choice === undefined ? [] : [`${label}: ${choiceWords(choice ?? {}) ?? 'all'}`];
  });
  const clicked = (view.cross ?? []).flatMap(
    ({ values, period }) => choiceWords({ selected: values?.map(value => value ?? 'none'), period }) ?? [],
  );
  const window = view.time === undefined ? [] : [periodWords(view.time.range)];
  const words = [...chosen, ...clicked, ...window];
  return words.length === 0 ? undefined : words.join(', ');
}
