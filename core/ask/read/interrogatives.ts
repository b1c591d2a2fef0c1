import { thingsCounted } from '../counted-rows.ts';
import { defaultDate } from '../dates.ts';
import type { DraftDimension, DraftMeasure, FieldChoice } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { problem, type State } from './state.ts';

const led = '^((and|so|but) )?';
const deed = '(is|are|was|were|do|does|did|has|have|had) ';
const when = new RegExp(`${led}when ${deed}`);
const where = new RegExp(`${led}where ${deed}`);
const how = new RegExp(`${led}how (?!many|much|often|long)\\w+ ${deed}`);

/**
 * What a question begins with says what it wants to see: a date, a place, a number of how big something is. An answer
 * that shows none is of another question.
 */
export function answerInterrogative(state: State): void {
  const [first] = state.chunks;
  const text = state.tokens.map(({ lower }) => lower).join(' ');
  const reason = first && reasonOf(state, text);
  if (reason) problem(state, first, reason);
}

function reasonOf(state: State, text: string): string | undefined {
  const { draft, catalogue } = state;
  const shown = draft.dimensions.length + draft.listFields.length + draft.beside.length;
  if (when.test(text) && !tellsDate(state) && !(draft.problems.length === 0 && showDate(state, text)))
    return reasons.nameDateShould;
  if (where.test(text) && shown === 0 && draft.subject?.kind !== 'field') return reasons.nameShouldShown;
  const counts = draft.measures.every(
    measure =>
      thingsCounted(catalogue, measure) !== undefined ||
      // "how late were they": the word is no number of how many are late
      state.chunks[measure.at]?.start === 1,
  );
  const saysCount = draft.saysCount || / (number|count) /.test(text);
  if (text.startsWith('how come ') || (how.test(text) && counts && !saysCount && shown === 0))
    return reasons.nameNumberShouldShown;
  return undefined;
}

/** A date is asked for already: the last one, one of each, periods. */
function tellsDate({ draft }: State): boolean {
  const isTime = ({ options }: FieldChoice) => options[0]?.field.kind === 'time';
  const groups = [...draft.dimensions, ...(draft.subject ? [draft.subject] : [])];
  const inTime = (group: DraftDimension) =>
    group.kind === 'time' || group.kind === 'part' || (group.kind === 'field' && isTime(group.choice));
  const isDate = (measure: DraftMeasure) => measure.kind === 'aggregate' && isTime(measure.choice);
  const { rank } = draft;
  return (
    (rank?.byField !== undefined && isTime(rank.byField)) ||
    draft.measures.some(isDate) ||
    [...draft.listFields, ...draft.beside].some(isTime) ||
    groups.some(inTime)
  );
}

/** "when was order 32 placed?": the date of the verb, or the one that things have by themselves: the day on which they were made. */
function showDate(state: State, text: string): boolean {
  const { draft, catalogue } = state;
  const [thing, ...others] = draft.mentions;
  const [verb, ...verbs] = draft.verbs.filter(({ used }) => !used);
  const asked = draft.measures.length + draft.dimensions.length + draft.having.length + draft.times.length;
  if (!thing || others.length + verbs.length + asked > 0 || draft.subject || draft.rank || draft.filters.length === 0)
    return false;
  const made = /\b(placed|made|created|entered|opened|done)\b/.test(text);
  const own = defaultDate(catalogue, thing.dataset);
  const fields = verb ? verb.fields : made && own ? [own] : [];
  const [field, ...more] = fields.filter(({ dataset }) => dataset === thing.dataset);
  if (!field || more.length > 0) return false;
  draft.mentions = [];
  draft.subject = { kind: 'entity', dataset: thing.dataset, at: thing.at };
  draft.subjectIs = 'list';
  draft.listFields = [{ options: [{ field, weight: 1 }], scope: thing.dataset, text: field.label, at: thing.at }];
  if (verb) verb.used = true;
  return true;
}
