import type { Planner } from '../../ask/planner.ts';
import type { PlannerResult } from '../../ask/types.ts';
import { planColumns } from '../../plan/columns.ts';
import { findField, sameName } from '../../plan/names.ts';
import type { Plan } from '../../plan/schema.ts';
import type { ResolvedModel } from '../../semantic/resolve/types.ts';
import { windowField } from '../anchors.ts';

/** What words ask for, read by the planner of questions: dashboards understand what questions do, and no more. */
export interface Reading {
  readonly question: string;
  readonly plan: Plan;
  readonly assumptions: readonly string[];
}
export interface NotRead {
  readonly reason: string;
  readonly nearest: readonly string[];
  /** No other reading would help. */
  readonly final?: boolean | undefined;
}

export interface ContentReader {
  readonly model: ResolvedModel;
  readonly now: Date;
  /** A whole question. */
  read(text: string): Promise<Reading | NotRead>;
  /** What a tile shows, changed by words: "by region", "top 5", "without Germany". */
  follow(before: { readonly question: string; readonly plan: Plan }, text: string): Promise<Reading | NotRead>;
  /** Questions that begin like this and can be asked. */
  complete(text: string, limit: number): Promise<readonly string[]>;
  /** The date that windows of a plan go by, as questions take it; undefined where there is none. */
  dateOf(reading: { readonly question: string; readonly plan: Plan }): Promise<string | undefined>;
}

export const isReading = (result: Reading | NotRead): result is Reading => 'plan' in result;

export function createContentReader(planner: Planner, model: ResolvedModel, now: Date): ContentReader {
  const ask = async (question: string, conversation: { question: string; plan: Plan }[] = []) =>
    planner.plan({ question, conversation, choices: {}, now });

  const read = async (text: string): Promise<Reading | NotRead> => {
    const result = await ask(text);
    if (result.status === 'planned') return readingOf(text, result);
    // On a dashboard a thing by itself is how many there are of it.
    if (result.status === 'refused' && result.notUnderstood.length === 0 && /^[\p{L} -]{2,60}$/u.test(text)) {
      const counted = await ask(`number of ${text}`);
      if (counted.status === 'planned' && !countsValues(counted.plan, model))
        return readingOf(`number of ${text}`, counted);
    }
    return notRead(result);
  };

  return {
    model,
    now,
    read,
    async follow(before, text) {
      const result = await ask(text, [{ ...before }]);
      return result.status === 'planned' ? readingOf(text, result) : notRead(result);
    },
    complete: (text, limit) => planner.complete(text, limit),
    async dateOf({ question, plan }) {
      const known = windowField(plan, model);
      if (known !== undefined) return known;
      const result = await ask('last year', [{ question, plan }]);
      return result.status === 'planned' ? result.plan.time?.field : undefined;
    },
  };
}

/** Whether it counts how many different amounts there are, which nobody means by the name of a number. */
const countsValues = ({ measures }: Plan, { model }: ResolvedModel): boolean =>
  measures.some(({ expression }) => {
    const name = /^COUNT\(DISTINCT ([\w.]+)\)$/i.exec(expression ?? '')?.[1];
    const found = name === undefined ? undefined : findField(model, name);
    const isKey = found?.dataset.primaryKey.some(key => sameName(key, found.field.name)) === true;
    return !isKey && ['Integer', 'Decimal', 'Float'].includes(found?.field.datatype ?? '');
  });

const readingOf = (
  question: string,
  { plan, assumptions }: Extract<PlannerResult, { status: 'planned' }>,
): Reading => ({
  question,
  plan,
  assumptions: assumptions.map(({ text }) => text),
});

function notRead(result: Exclude<PlannerResult, { status: 'planned' }>): NotRead {
  if (result.status === 'clarify') {
    return { reason: result.question, nearest: result.options.map(({ label }) => label) };
  }
  return { reason: result.reason, nearest: result.suggestions, final: result.final };
}

/** Whether it has a number to show: without one it is a list of values, which nobody asks a dashboard for in passing. */
export const hasNumbers = ({ plan }: Reading): boolean => plan.measures.some(measure => !measure.hidden);

/** Whether its numbers stand alone: one row, no periods, no groups. */
export const isSingle = ({ dimensions, time, fields }: Plan): boolean =>
  dimensions.length === 0 && fields.length === 0 && time?.grain === undefined;

/**
 * A reading for each of its numbers, where they do not belong into one picture: numbers by themselves, and numbers of
 * different units over the same groups.
 */
export function perNumber(reading: Reading, model: ResolvedModel): readonly Reading[] {
  const { plan } = reading;
  const shown = plan.measures.filter(measure => !measure.hidden);
  const isPlain = plan.steps.length === 0 && plan.having.length === 0 && plan.orderBy.length === 0 && !plan.summarise;
  if (shown.length < 2 || !isPlain || plan.topPerGroup) return [reading];
  const units = new Set(
    planColumns(plan, model.model)
      .filter(({ role }) => role === 'measure')
      .map(({ unit, format }) => `${unit} ${format}`),
  );
  if (!isSingle(plan) && units.size === 1) return [reading];
  return shown.map(measure => ({ ...reading, plan: withMeasure(plan, measure) }));
}

/** The plan of one of its measures; one that is counted by a date of its own takes it for the periods. */
function withMeasure(plan: Plan, measure: Plan['measures'][number]): Plan {
  const { timeField, ...rest } = measure;
  if (timeField === undefined || !plan.time) return { ...plan, measures: [measure] };
  return { ...plan, measures: [rest], time: { ...plan.time, field: timeField } };
}

/** Fields below those that a plan groups by, by the model's drill paths; coarse to fine, the plan's own first. */
export function drillOf({ dimensions }: Plan, { model }: ResolvedModel): readonly string[] | undefined {
  for (const { field } of dimensions) {
    const found = findField(model, field);
    const paths = [found?.field.extension.drillPath, found?.dataset.extension.drillPath];
    for (const path of paths) {
      const at = path?.findIndex(one => one.toLowerCase() === field.toLowerCase()) ?? -1;
      if (path && at >= 0 && at < path.length - 1) return path.slice(at, at + 8);
    }
  }
  return undefined;
}
