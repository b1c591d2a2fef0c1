import { thingsCounted } from '../counted-rows.ts';
import { defaultDate } from '../dates.ts';
import type { Draft, DraftMeasure } from '../draft.ts';
import { type BuildContext, datasetsOfMeasure } from './context.ts';

/**
 * "how many different parts did each vendor sell", "how many parts did Acme buy, and for how much": things that are
 * counted through rows that have one of them and one of what they are split or kept by. Where there are several such
 * rows, stock and sales, they are named too, or a verb of trade says that it is those with a date. By the number, the
 * dataset of the rows.
 */
export function countedThrough(context: BuildContext): ReadonlyMap<DraftMeasure, string> {
  const { draft, catalogue } = context;
  const amounts = draft.measures.filter(measure => thingsCounted(catalogue, measure) === undefined);
  const homes = new Set(amounts.map(measure => datasetsOfMeasure(context, measure)));
  const through = new Map<DraftMeasure, string>();
  for (const measure of draft.measures) {
    const things = thingsCounted(catalogue, measure);
    if (things === undefined || homes.size > 1 || draft.having.length > 0) continue;
    const far = [...groupsAndConditions(context)].filter(other => catalogue.reach(things, other).kind === 'down');
    const rows = [...catalogue.datasets.keys()].filter(
      name => name !== things && [things, ...far].every(other => name !== other && catalogue.hasOne(name, other)),
    );
    const dated = draft.trade === undefined ? rows : rows.filter(name => defaultDate(catalogue, name) !== undefined);
    // "how many titles did the Brest branch lend in May": the date that the verb tells is theirs
    const named = rows.filter(name => isNamed(draft, name) || isDateSaid(draft, name));
    if (draft.related.some(related => !named.includes(related.dataset))) continue;
    const [row, ...more] = named.length > 0 ? named : dated;
    const isNeeded = rows.length > 1 || homes.size === 1;
    if (far.length === 0 || row === undefined || more.length > 0 || !isNeeded) continue;
    if (![...homes].every(home => home === row)) continue;
    through.set(measure, row);
    draft.related = draft.related.filter(related => !isPlain(related));
  }
  return through;
}

/** "parts stocked by each vendor": said of no more than that there are some. */
const isPlain = ({ negated, filters, compared, period, traded }: Draft['related'][number]): boolean =>
  !negated && !filters?.length && !compared && !period && !traded;

const isNamed = ({ mentions, related }: Draft, name: string): boolean =>
  [...mentions, ...related.filter(isPlain)].some(({ dataset }) => dataset === name);

const isDateSaid = ({ times }: Draft, name: string): boolean =>
  times.some(({ fields }) => fields.length > 0 && fields.every(({ dataset }) => dataset === name));

/** Datasets that what is asked for is surely split or kept by. */
function groupsAndConditions({ draft, catalogue }: BuildContext): Set<string> {
  const groups = [...draft.dimensions, ...(draft.subject ? [draft.subject] : [])];
  const choices = [...groups.flatMap(group => (group.kind === 'field' ? [group.choice] : [])), ...draft.filters].map(
    ({ scope, options }) => {
      const own = options.filter(({ field }) => scope !== undefined && catalogue.hasOne(scope, field.dataset));
      return own.length > 0 ? own : options;
    },
  );
  return new Set([
    ...groups.flatMap(group => (group.kind === 'entity' ? [group.dataset] : [])),
    ...choices.flatMap(([option, ...more]) => (option && more.length === 0 ? [option.field.dataset] : [])),
  ]);
}
