import { SophiaError } from '../errors.ts';
import type { Expression } from '../semantic/expression/nodes.ts';
import type { Join, SelectColumn } from '../sql/nodes.ts';
import { additivityOf, isSemiAdditive } from './additivity.ts';
import { addStage, groupColumns, measureNamed, type PlanContext, type Stage } from './context.ts';
import type { MeasureGroups } from './measures.ts';
import { orEmpty } from './meet.ts';
import { sameName } from './names.ts';
import type { Measure, Step } from './schema.ts';
import { and, binary, call, column, integer, movePeriods, named, same, select, windowOf } from './sql.ts';
import { type Shift, shiftToPrevious } from './time.ts';

/**
 * The numbers that steps need beside those of their own row: totals and earlier values. Each is computed
 * from the rows of the data, never from the numbers of the result, so it is right for averages and distinct
 * counts, and for periods that lie before the range.
 */
export class Operands {
  readonly #context: PlanContext;
  readonly #groups: MeasureGroups;
  readonly #joins: Join[] = [];
  readonly #columns: SelectColumn[] = [];
  /** Hidden column by what is in it. */
  readonly #known = new Map<string, string>();
  readonly #base: Stage;

  constructor(context: PlanContext, groups: MeasureGroups, base: Stage) {
    this.#context = context;
    this.#groups = groups;
    this.#base = base;
  }

  /** The total of a measure, or of a difference of measures, over the groups that agree on `within`. */
  total(name: string, step: Extract<Step, { kind: 'shareOfTotal' }>): Expression {
    const measure = measureNamed(this.#context, name);
    if (!measure) return this.#derived(name, step, inner => this.total(inner, step), ['difference']);
    const { model, names } = this.#context;
    const by = groupColumns(this.#context).filter(column => (step.within ?? []).some(one => sameName(one, column)));
    if (additivityOf(measure, model) === 'none') {
      throw notAdditive(step, name, 'averages, ratios and extremes are no sums of parts');
    }
    if (isSemiAdditive(measure, model) && names.time !== undefined && !by.includes(names.time)) {
      throw notAdditive(step, name, 'a level is not added over time; give the share within each period');
    }
    return this.#lookUp(measure, by, 'total');
  }

  /** A measure over the rows of all groups together. */
  overall(name: string): Expression {
    return this.#lookUp(measureNamed(this.#context, name)!, [], 'total');
  }

  /** A number as it was earlier, for the comparison's own shift. */
  earlier(name: string, step: Extract<Step, { kind: 'comparison' }>): Expression {
    const measure = measureNamed(this.#context, name);
    if (!measure)
      return this.#derived(name, step, inner => this.earlier(inner, step), ['difference', 'ratio', 'growth']);
    const shift = comparisonShift(this.#context, measure, step);
    const found = this.#lookUp(measure, groupColumns(this.#context), step.with, shift);
    return beforeFirst(this.#context, shift, found, orEmpty(this.#context, measure, found));
  }

  /** The stage with the operands as columns; the same stage when there are none. */
  stage(): Stage {
    if (this.#columns.length === 0) return this.#base;
    const own = this.#base.columns.map(name => ({ expression: column(this.#base.name, name), alias: name }));
    const query = select({ columns: [...own, ...this.#columns], from: named(this.#base.name), joins: this.#joins });
    const columns = [...this.#base.columns, ...this.#columns.map(one => one.alias)];
    return addStage(this.#context, 'with_operands', query, columns);
  }

  #lookUp(measure: Measure, by: readonly string[], role: string, shift?: Shift): Expression {
    const key = JSON.stringify([measure.name, by, role, shift]);
    const known = this.#known.get(key);
    if (known !== undefined) return column(undefined, known);
    const source = this.#groups.add(measure, { by, shift }, shift ? 'earlier' : 'totals');
    const alias = this.#join(source.table, by, role, shift);
    const name = this.#context.hiddenNames.take(`${measure.name}_${shift ? 'earlier' : 'total'}`);
    this.#known.set(key, name);
    this.#columns.push({ expression: column(alias, measure.name), alias: name });
    return column(undefined, name);
  }

  readonly #joined = new Map<string, string>();

  #join(table: string, by: readonly string[], role: string, shift: Shift | undefined): string {
    const key = JSON.stringify([table, by, role]);
    const known = this.#joined.get(key);
    if (known !== undefined) return known;
    const alias = this.#context.tableNames.take(shift ? 'was' : 'whole');
    const relation = { kind: 'named' as const, name: table, alias };
    const conditions = by.map(name => this.#matches(name, alias, shift));
    this.#joins.push(
      conditions.length === 0 ? { type: 'CROSS', relation } : { type: 'LEFT', relation, on: and(...conditions) },
    );
    this.#joined.set(key, alias);
    return alias;
  }

  #matches(name: string, alias: string, shift: Shift | undefined): Expression {
    const [here, there] = [column(this.#base.name, name), column(alias, name)];
    if (!shift || name !== this.#context.names.time || !('unit' in shift)) return same(here, there);
    const type = this.#context.plan.time?.grain === 'hour' ? 'timestamp' : 'date';
    // Plain equality: what has no date has nothing before it.
    return binary('=', there, movePeriods(shift.unit, integer(-shift.count), { ...here, type }));
  }

  /** The operand of an earlier step, made again of that step's own operands. */
  #derived(name: string, step: Step, of: (name: string) => Expression, kinds: readonly Step['kind'][]): Expression {
    const made = this.#context.plan.steps.find(other => sameName(other.name, name));
    if (made && kinds.includes(made.kind)) {
      if (made.kind === 'difference') return binary('-', of(made.left), of(made.right));
      if (made.kind === 'ratio') return binary('/', of(made.numerator), of(made.denominator));
      if (made.kind === 'growth') return growth(of(made.current), of(made.base));
    }
    if (step.kind === 'shareOfTotal') throw notAdditive(step, name, 'its total is not the sum of its parts');
    throw new SophiaError('plan.unsupported', ['steps'], {
      reason: `${step.name} compares ${name}, which is itself made over several rows`,
      mend: 'Compare the measure that it is made of',
    });
  }
}

/**
 * In a series the period before the first one shown may lie before the data begins. Where nothing was found there, how
 * many there were is not known, and not none.
 */
function beforeFirst({ plan, names }: PlanContext, shift: Shift, found: Expression, number: Expression): Expression {
  const grain = plan.time?.grain;
  if (number === found || !grain || names.time === undefined || !('unit' in shift)) return number;
  const type = grain === 'hour' ? 'timestamp' : 'date';
  const shown = { ...column(undefined, names.time), type } as const;
  const first = windowOf(call('MIN', shown), [], []);
  const isKnown = binary('>=', movePeriods(shift.unit, integer(-shift.count), shown), first);
  return call('COALESCE', found, { kind: 'case', branches: [{ when: isKnown, then: integer(0) }] });
}

/** current / base - 1; null where the base is 0 or null. */
export const growth = (current: Expression, base: Expression): Expression =>
  binary('-', binary('/', current, base), integer(1));

export const notAdditive = (step: Step, measure: string, reason: string): SophiaError =>
  new SophiaError('plan.not_additive', ['steps'], { step: step.name, measure, reason });

/**
 * How far back a comparison looks. In a series: one period, or a year (of weeks 52, which begin on Mondays
 * too). Otherwise: to the stretch just before the range, or the same stretch a year before.
 * @throws SophiaError 'plan.unsupported' where there is no stretch to look before
 */
function comparisonShift(
  { plan, now }: PlanContext,
  measure: Measure,
  step: Extract<Step, { kind: 'comparison' }>,
): Shift {
  const grain = plan.time?.grain;
  if (grain) {
    if (step.with === 'previousPeriod') return { unit: grain, count: 1 };
    return grain === 'week' ? { unit: 'week', count: 52 } : { unit: 'year', count: 1 };
  }
  const range = measure.period ?? plan.time?.range;
  const shift =
    range && (step.with === 'previousYear' ? { unit: 'year' as const, count: 1 } : shiftToPrevious(range, now));
  if (shift) return shift;
  throw new SophiaError('plan.unsupported', ['steps'], {
    reason: `${step.name} has no stretch of time to look before`,
    mend: 'Give time a range with a start, or a grain',
  });
}
