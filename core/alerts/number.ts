import type { Answerer } from '../answer/answerer.ts';
import { mainMeasure } from '../answer/parts.ts';
import type { Answer, AnswerColumn } from '../answer/types.ts';
import { modelOf } from '../dashboards/persona-for.ts';
import type { DashboardService } from '../dashboards/service.ts';
import { type DashboardSpec, SPEC_VERSION } from '../dashboards/spec.ts';
import { tilePlans } from '../dashboards/tile-plans.ts';
import { SophiaError } from '../errors.ts';
import { randomId } from '../identity/secrets.ts';
import type { Acting } from '../identity/standing.ts';
import { sameName } from '../plan/names.ts';
import type { Plan } from '../plan/schema.ts';
import type { Models } from '../semantic/models.ts';
import type { AlertRule, Condition } from './rule.ts';
import type { Reading } from './state.ts';

export interface NumberOptions {
  readonly answerer: Answerer;
  readonly dashboards: DashboardService;
  readonly models: Models;
}

/** A reading with how its number is shown. */
export interface NumberRead {
  readonly reading: Reading;
  readonly column?: AnswerColumn | undefined;
}

/**
 * The number that an alert watches, read as the acting persona: its rows, its budget.
 *
 * @throws dashboard.*, alert.*, engine.* where there is none to be read
 */
export async function readNumber(
  options: NumberOptions,
  acting: Acting,
  rule: AlertRule,
  now: Date,
): Promise<NumberRead> {
  const plan = await watchedPlan(options, acting, rule);
  const { persona, standing } = acting;
  const answer = await options.answerer.answerPlan({
    queryId: randomId('qry'),
    username: standing.username,
    persona,
    plan,
    now,
  });
  if (answer.status !== 'answered' || !answer.results) {
    throw new SophiaError('alert.refused', [], { reason: answer.sentence });
  }
  if (answer.results.rows.length > 1) {
    throw new SophiaError('alert.many_numbers', [], { rows: answer.results.rows.length });
  }
  return measured(rule, plan, answer, now);
}

/** The plan of one number: the tile's as the dashboard shows it at first, compared where a change is watched. */
async function watchedPlan(
  { dashboards, models }: Pick<NumberOptions, 'dashboards' | 'models'>,
  { standing, persona }: Acting,
  { of, condition }: AlertRule,
): Promise<Plan> {
  const comparison = condition.kind === 'change' ? { with: condition.with } : undefined;
  if ('plan' in of) {
    const model = models.of(persona);
    const tile = { ...loneTile, plan: of.plan, comparison };
    return oneNumber(tilePlans(tile, { ...emptySpec, model: model.model.name }, {}, model), condition);
  }
  const { spec } = await dashboards.open(standing, of.dashboard_id);
  const tile = spec.tiles.find(({ id }) => id === of.tile_id);
  if (!tile?.plan) {
    const known = spec.tiles.filter(one => one.plan && one.kind === 'number').map(({ title }) => title);
    throw new SophiaError('alert.tile_gone', ['of', 'tile_id'], { dashboard: spec.title, tile: of.tile_id, known });
  }
  const { sparkline: _, comparison: __, ...bare } = tile;
  return oneNumber(tilePlans({ ...bare, plan: tile.plan, comparison }, spec, {}, modelOf(spec, models)), condition);
}

/** Around a plan that stands on no dashboard. */
const loneTile = { id: 'watched', kind: 'number', title: 'Watched', at: { x: 0, y: 0, w: 1, h: 1 } } as const;
const emptySpec: DashboardSpec = {
  version: SPEC_VERSION,
  id: 'watched',
  title: 'Watched',
  model: '',
  theme: { mode: 'system', density: 'comfortable' },
  features: [],
  filters: [],
  tiles: [],
};

function oneNumber({ main, notApplied }: ReturnType<typeof tilePlans>, { kind }: Condition): Plan {
  const refuse = (reason: string) => new SophiaError('alert.no_number', ['of'], { reason });
  if (main.measures.length === 0 && !main.summarise) throw refuse('this has no measure.');
  const isGrouped = main.dimensions.length > 0 || main.fields.length > 0 || main.time?.grain !== undefined;
  if (isGrouped && !main.summarise) throw refuse('this has groups.');
  const missed = notApplied.find(({ what }) => what === 'comparison');
  if (kind === 'change' && missed)
    throw new SophiaError('alert.not_comparable', ['condition'], { reason: missed.reason });
  return main;
}

function measured({ of, condition }: AlertRule, plan: Plan, answer: Answer, now: Date): NumberRead {
  if (condition.kind === 'stale') {
    if (answer.freshness === undefined) return { reading: { kind: 'missing' } };
    const age = Math.max(0, Math.floor((now.getTime() - Date.parse(answer.freshness)) / 1000));
    return { reading: { kind: 'number', value: age }, column: ageColumn };
  }
  const columns = answer.results?.columns ?? [];
  const row = answer.results?.rows[0];
  const column = chosenColumn(plan, columns, of.column);
  const cellOf = (name: string): number | undefined => {
    const cell = row?.[columns.findIndex(one => sameName(one.name, name))];
    // Decimals come as text. Truth values and texts are no numbers.
    return cell === null || cell === undefined || cell === '' || typeof cell === 'boolean'
      ? undefined
      : finite(Number(cell));
  };
  const value = cellOf(column.name);
  if (value === undefined) return { reading: { kind: 'missing' }, column };
  if (condition.kind !== 'change') return { reading: { kind: 'number', value }, column };
  return changed(value, cellOf(beforeColumn(plan, column, condition)), condition.measure, column);
}

/** The column of the number before: of this very number, and of the time that is asked for. */
function beforeColumn(plan: Plan, { name, label }: AnswerColumn, condition: { with: string }): string {
  const step = plan.steps.find(
    one =>
      one.kind === 'comparison' && sameName(one.measure, name) && one.with === condition.with && one.output === 'value',
  );
  if (step) return step.name;
  const reason = `its plan has no ${label} of that time.`;
  throw new SophiaError('alert.not_comparable', ['condition'], { reason });
}

const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);
const ageColumn: AnswerColumn = {
  name: 'age',
  label: 'Age of the data',
  type: 'integer',
  role: 'measure',
  unit: 'seconds',
  format: 'duration',
};

function changed(
  value: number,
  before: number | undefined,
  measure: 'percent' | 'absolute',
  column: AnswerColumn,
): NumberRead {
  if (before === undefined) throw new SophiaError('alert.before_missing', [], {});
  if (measure === 'absolute') return { reading: { kind: 'number', value: value - before }, column };
  if (before === 0) throw new SophiaError('alert.before_zero', [], {});
  const percent = ((value - before) / Math.abs(before)) * 100;
  return { reading: { kind: 'number', value: percent }, column };
}

const numeric: ReadonlySet<AnswerColumn['type']> = new Set(['integer', 'decimal', 'float']);

function chosenColumn(plan: Plan, columns: readonly AnswerColumn[], wanted: string | undefined): AnswerColumn {
  const numbers = columns.filter(({ role }) => role === 'measure');
  const found = wanted === undefined ? mainMeasure(plan, columns) : numbers.find(({ name }) => sameName(name, wanted));
  if (found && numeric.has(found.type)) return found;
  if (found) throw new SophiaError('alert.no_number', ['of'], { reason: `${found.label} is none.` });
  const known = numbers.map(({ name }) => name);
  throw new SophiaError('alert.column_unknown', ['of', 'column'], { column: wanted ?? '', known });
}
