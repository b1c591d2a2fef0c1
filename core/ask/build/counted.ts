import type { Filter } from '../../plan/schema.ts';
import type { Catalogue } from '../catalogue.ts';
import { comparisonOf } from '../conditions.ts';
import { countedRows } from '../counted-rows.ts';
import { defaultDate } from '../dates.ts';
import type { Draft, DraftFilter, DraftMeasure } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import { type BuildContext, datasetsOfMeasure } from './context.ts';

/** "what portion of our customers": a share without a number is of how many there are. */
export function shareOfThings(draft: Draft): void {
  if (!draft.share || draft.measures.length > 0) return;
  const mention = draft.mentions.shift();
  if (mention) draft.measures.push({ kind: 'count', dataset: mention.dataset, at: mention.at });
}

/** "orders with at least one line by rail": that there is one, not a count in groups. */
export function atLeastOne(context: BuildContext): void {
  const { draft, catalogue } = context;
  const [measure] = draft.measures;
  const home = measure && datasetsOfMeasure(context, measure);
  if (home === undefined || draft.subject) return;
  draft.having = draft.having.filter(h => {
    const one = (h.operator === '>=' && h.values[0] === 1) || (h.operator === '>' && h.values[0] === 0);
    const { dataset, filters, compared } = oneOf(catalogue, h.measure);
    if (!one || dataset === undefined || catalogue.reach(home, dataset).kind !== 'down') return true;
    if ((filters || compared) && datedByOthers(context, home)) {
      if (!filters) throw new Refusal(reasons.unclearWhetherPeriod);
      // the one must be of that time, so both are said of the same rows
      draft.filters.push(...filters);
      return false;
    }
    if (filters || compared || !draft.filters.some(f => f.options.some(o => o.field.dataset === dataset)))
      draft.related.push({
        dataset,
        negated: false,
        at: h.measure.at,
        filters: filters ?? [],
        ...(compared ? { compared } : {}),
      });
    return false;
  });
}

/** "suppliers with at least one late line in 1997": the period is not the suppliers' but that of what they have. */
function datedByOthers({ draft, catalogue }: BuildContext, home: string): boolean {
  const date = defaultDate(catalogue, home);
  return draft.times.length > 0 && (!date || !catalogue.hasOne(home, date.dataset));
}

/** The rows of which there must be one. */
function oneOf(
  catalogue: Catalogue,
  measure: DraftMeasure,
): { dataset?: string; filters?: readonly DraftFilter[]; compared?: Filter } {
  const rows = countedRows(catalogue, measure);
  if (rows || measure.kind !== 'metric') return rows ?? {};
  const compared = comparisonOf(catalogue, measure.metric);
  const home = catalogue.metrics.get(measure.metric)?.home;
  return compared && home !== undefined ? { dataset: home, compared } : {};
}

/** "orders with a late line per priority": for each of some kinds only a number can be asked for. */
export function countKeptInGroups({ draft, catalogue }: BuildContext): void {
  const { measures, dimensions, having, mentions, subject, rank, sort, shows, listFields } = draft;
  const [things, ...others] = mentions;
  if (!things || others.length > 0 || subject || rank || sort || shows || measures.length + listFields.length > 0)
    return;
  if (
    having.length === 0 ||
    dimensions.length === 0 ||
    !dimensions.every(d => d.kind === 'field' && d.choice.at > things.at)
  )
    return;
  const name = catalogue.nameField(things.dataset);
  const ofThem = having.every(({ measure, against }) => {
    const { dataset } = oneOf(catalogue, measure);
    return !against && dataset !== undefined && catalogue.reach(things.dataset, dataset).kind === 'down';
  });
  if (!ofThem || (name && !name.isKey)) return;
  measures.push({ kind: 'count', dataset: things.dataset, at: things.at });
  mentions.shift();
}

/** "bookings last year", "late orders to Berlin": how many, as nobody asked to see them; one click lists them. */
export function countFragment(context: BuildContext): void {
  const { draft } = context;
  const { subject } = draft;
  const plain = draft.subjectIs === 'plain' && subject?.kind === 'entity' && !draft.shows && wantsRows(draft);
  const narrowed = draft.filters.length + draft.times.length + draft.related.length + draft.comparedFields.length > 0;
  if (
    !plain ||
    !narrowed ||
    draft.related.some(({ negated, filters = [] }, _, { length }) => negated && (filters.length === 0 || length > 1)) ||
    draft.rank ||
    draft.sort ||
    draft.listFields.length > 0
  )
    return;
  // things with names of their own are worth seeing: suppliers in India; of new ones it is asked how many came
  const name = context.catalogue.nameField(subject.dataset);
  const usual = name !== undefined && !name.isKey && !draft.newcomers ? 'list' : 'count';
  const asked = context.choices['shape'];
  const chosen = asked === 'list' || asked === 'count' ? asked : usual;
  context.assumptions.push({
    id: 'shape',
    kind: 'name',
    text: chosen === 'count' ? 'They are counted' : 'They are listed',
    chosen,
    choices: [
      { id: 'count', label: 'Count them' },
      { id: 'list', label: 'List them' },
    ],
  });
  if (chosen === 'list') return;
  draft.measures.push({ kind: 'count', dataset: subject.dataset, at: subject.at });
  draft.subject = undefined;
  draft.subjectIs = undefined;
}

/** Rows are listed when no number is asked for but things are. */
export const wantsRows = (draft: Draft): boolean =>
  draft.measures.length === 0 && draft.having.length === 0 && draft.dimensions.length === 0 && !draft.rank?.by;
