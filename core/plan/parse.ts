import * as v from 'valibot';
import { SophiaError } from '../errors.ts';
import type { PlanFault } from './errors.ts';
import { mendUnknown } from './names.ts';
import * as schema from './schema.ts';
import { structuralFaults } from './structure.ts';

/** Deepest nesting of anyOf and related that is read: deeper plans are nobody's question. */
const MAX_DEPTH = 16;

/**
 * Reads a plan from JSON. Checks its shape only; that its names exist is {@link checkPlan}'s to say.
 * @throws SophiaError 'plan.invalid' with every fault: path, reason, mend.
 */
export function parsePlan(input: unknown): schema.Plan {
  if (depthOf(input) > MAX_DEPTH * 2) {
    throw invalid([
      { path: [], message: `It is nested deeper than ${MAX_DEPTH} levels.`, mend: 'Flatten its filters.' },
    ]);
  }
  const parsed = v.safeParse(schema.PlanSchema, input);
  const faults = parsed.success ? structuralFaults(parsed.output) : parsed.issues.flatMap(issue => faultsOf(issue, []));
  if (!parsed.success || faults.length > 0) throw invalid(faults);
  return parsed.output;
}

const invalid = (faults: readonly PlanFault[]): SophiaError => new SophiaError('plan.invalid', [], { faults });

/** Levels of objects and arrays, counted without recursion so that hostile input can be measured. */
function depthOf(input: unknown): number {
  let depth = 0;
  for (let level = [input]; level.length > 0 && depth <= MAX_DEPTH * 2; depth += 1) {
    level = level.flatMap(value => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return depth;
}

type Issue = v.BaseIssue<unknown>;

const pathOf = (issue: Issue): (string | number)[] =>
  issue.path?.map(item => (typeof item.key === 'number' ? item.key : String(item.key))) ?? [];

/** The form of filter that was meant, by the keys it has: its faults say more than that no form fits. */
function meantFilter(input: unknown): v.GenericSchema | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  if ('anyOf' in input) return schema.AnyOfSchema;
  if ('related' in input) return schema.RelatedSchema;
  if ('expression' in input) return schema.ExpressionFilterSchema;
  if ('period' in input) return schema.PeriodSchema;
  if ('to' in input) return schema.FieldComparisonSchema;
  if ('operator' in input && /^is(Missing|Present)$/.test(String(input.operator))) return schema.MissingSchema;
  return 'field' in input || 'operator' in input ? schema.ComparisonSchema : undefined;
}

const FILTER_FORMS =
  'Write {field, operator, values}, {field, operator: isMissing}, {field, period}, {field, operator, to}, {expression}, {anyOf} or {related, where}.';

function faultsOf(issue: Issue, base: readonly (string | number)[]): PlanFault[] {
  const path = [...base, ...pathOf(issue)];
  if (issue.type === 'union' && !path.includes('values')) {
    const meant = meantFilter(issue.input);
    const again = meant && v.safeParse(meant, issue.input);
    if (again && !again.success) return again.issues.flatMap(inner => faultsOf(inner, path));
    return [{ path, message: 'It is no filter.', mend: FILTER_FORMS }];
  }
  return [{ path, ...wording(issue) }];
}

/** Names inside quotes of a valibot expectation: `("a" | "b")`. */
const quotedWords = (expected: string): string[] => [...expected.matchAll(/"([^"]+)"/g)].map(match => match[1]!);

function wording(issue: Issue): { message: string; mend: string } {
  const key = String(issue.path?.at(-1)?.key ?? '');
  if (issue.expected === 'never') return { message: `Nothing is called ${key} here.`, mend: 'Leave it out.' };
  if (issue.type === 'check') return { message: `It needs ${issue.message}.`, mend: 'Give exactly one of the two.' };
  const known = quotedWords(issue.expected ?? '');
  if (issue.input === undefined) return { message: `${key || 'It'} is missing.`, mend: 'Give it.' };
  if (known.length > 0) {
    return {
      message: `${issue.received} is none of what is known here.`,
      mend: mendUnknown(String(issue.input), known),
    };
  }
  const own = /^Invalid /.test(issue.message) ? undefined : issue.message;
  return { message: `${issue.received} does not fit.`, mend: `Give ${own ?? issue.expected ?? 'another'}.` };
}
