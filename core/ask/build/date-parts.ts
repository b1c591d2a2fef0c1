import { DATE_PART_WORDS } from '../../plan/date-part.ts';
import type { Dimension } from '../../plan/schema.ts';
import type { FieldInfo } from '../catalogue.ts';
import type { DraftDimension } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import { type BuildContext, capital, wordsOf } from './context.ts';
import { type Built, columnName } from './measures.ts';
import { checkGrain, namedDate, noteDate, usualDate } from './time.ts';

type Part = Extract<DraftDimension, { kind: 'part' }>;

/** "by weekday": what comes again of the date that the numbers are counted by, or of the one named. */
export function partDimension(context: BuildContext, { part, fields }: Part, built: readonly Built[]): Dimension {
  const field = dateOf(context, fields, built);
  checkGrain(field, part === 'hour' ? 'hour' : undefined, []);
  const words = DATE_PART_WORDS[part];
  return { field: field.id, part, name: columnName(`${words} of ${field.name}`), label: capital(words) };
}

/** A period that others are averaged in: the year of "average monthly revenue per year". */
export function periodDimension(
  context: BuildContext,
  { grain, fields }: Extract<DraftDimension, { kind: 'time' }>,
  built: readonly Built[],
): Dimension {
  const field = dateOf(context, fields, built);
  return { field: field.id, grain, name: columnName(`${grain} of ${field.name}`), label: capital(grain) };
}

function dateOf(context: BuildContext, fields: readonly FieldInfo[], built: readonly Built[]): FieldInfo {
  const home = built[0]?.home ?? context.anchors[0];
  if (home === undefined) throw new Refusal(reasons.clearDatesBelong);
  const said = fields.length > 0 ? fields : (context.draft.times.find(time => time.fields.length > 0)?.fields ?? []);
  const field = said.length > 0 ? namedDate(context, said, home) : dateOfAll(context, built, home);
  if (context.catalogue.reach(home, field.dataset).kind === 'down')
    throw new Refusal(`${capital(wordsOf(home))} have many such dates; ask for what has one each.`);
  noteDate(context, field, home, said.length > 0);
  return field;
}

/** The date that all the numbers are counted by when none is named. */
function dateOfAll(context: BuildContext, built: readonly Built[], home: string): FieldInfo {
  const dates = (built.length > 0 ? built : [{ home, metric: undefined }]).map(one =>
    usualDate(context, one.home, one.metric),
  );
  const [field] = dates;
  if (!field) throw new Refusal(`${capital(wordsOf(home))} have no date, so they can't be asked for by time.`);
  if (dates.some(other => other?.id !== field.id)) throw new Refusal(reasons.theseNumbersCountedDifferent);
  return field;
}
