import { SophiaError } from '../../errors.ts';
import type { Call, Column, Expression, FieldReference, Window } from '../expression/nodes.ts';
import { printExpression } from '../expression/print.ts';
import { mapChildren, mapExpression, someExpression } from '../expression/walk.ts';
import { checkNesting } from '../resolve/resolve-metric.ts';
import { aggregateIn, bareFieldsOf, isAggregate, windowIn } from '../resolve/shape.ts';
import type { Aliases } from './aliases.ts';
import { binary, call, column } from './build.ts';
import type { Compilation } from './compilation.ts';
import type { Filter } from './filters.ts';
import { homeOf } from './home.ts';

/** One aggregate of a query: over the rows of `home` that pass `filters`, one value a group. */
export interface Atom {
  readonly call: Call;
  readonly home: string;
  readonly filters: readonly Filter[];
  /** Its column in the rows of groups. */
  readonly name: string;
  /** A measure shows it; else only having or an order needs it. */
  shown: boolean;
}

/** A column grouped by. Hidden ones are determined by those shown, so they split no group. */
export interface Group {
  readonly expression: Expression;
  readonly name: string;
  readonly hidden: boolean;
  /** What it is of the rows of each dataset, where that differs: each is counted by its own date. */
  readonly of?: ReadonlyMap<string, Expression> | undefined;
}

/** What a group is of the rows of a dataset. @throws SophiaError query.part_without_date */
export function ownOf({ expression, of }: Pick<Group, 'expression' | 'of'>, home: string): Expression {
  const own = of ? of.get(home) : expression;
  if (!own) throw new SophiaError('query.part_without_date', [], { dataset: home });
  return own;
}

/** Where an aggregate stands: what it is over, and the name its column gets. */
export interface Site {
  readonly name: string;
  readonly over?: string | undefined;
  readonly filters: readonly Filter[];
  /** Those of the rows of each dataset, on top. */
  readonly filtersOf?: ReadonlyMap<string, Expression> | undefined;
  readonly shown: boolean;
}

/** The relation of columns of a group, until it is known which relation holds them. */
const GROUPS = '';

/**
 * The rows of groups that a query is about: what is grouped by and the aggregates, gathered from the measures,
 * predicates and orders, which it rewrites to expressions over them.
 */
export class Grain {
  readonly groups: Group[] = [];
  readonly atoms: Atom[] = [];
  /** Aggregates that a window adds up over groups: each row may be in one group only. */
  readonly windowed: { readonly window: Window; readonly atom: Atom }[] = [];
  readonly #compilation: Compilation;
  readonly #names: Aliases;
  readonly #touched: readonly string[];

  /** @param touched datasets that COUNT(*) may be over */
  constructor(compilation: Compilation, names: Aliases, touched: readonly string[]) {
    this.#compilation = compilation;
    this.#names = names;
    this.#touched = touched;
  }

  /** Groups by an expression; `name` is its column, already made unique. */
  groupBy(expression: Expression, name: string, of?: Group['of']): void {
    this.groups.push({ expression, name, hidden: false, of });
  }

  /** Whether an expression is one that the query groups by. */
  isGrouped(e: Expression): boolean {
    return this.#group(e) !== undefined;
  }

  /**
   * Rewrites an expression of rows and aggregates to one over the columns of groups.
   * @throws SophiaError E_UNAGGREGATED_FINER_GRAIN_REFERENCE for a field that has no one value in a group,
   * E_NESTED_AGGREGATION_DEFERRED, E_UNSAFE_REAGGREGATION, E_WINDOW_OVER_FANOUT_REWRITE, and those of `homeOf`
   */
  lift(e: Expression, site: Site): Expression {
    const expanded = this.#expandMetrics(e);
    checkNesting(expanded);
    return this.#lift(expanded, site);
  }

  /** Replaces the columns of groups by what they are in a select. */
  static place(e: Expression, value: (name: string) => Expression): Expression {
    return mapExpression(e, node => (node.kind === 'column' && node.relation === GROUPS ? value(node.name) : node));
  }

  #expandMetrics(e: Expression): Expression {
    const { metrics } = this.#compilation.model;
    return mapExpression(e, node => {
      if (node.kind !== 'metric') return node;
      const metric = metrics.get(node.metric);
      if (!metric) throw new Error(`No metric ${node.metric}: names are resolved before compiling.`);
      if (metric.fault) throw metric.fault;
      if (metric.windowed && e !== node && !this.#allowsWindows) {
        throw new SophiaError('E_WINDOWED_METRIC_COMPOSITION', [], { metric: node.metric, by: printExpression(e) });
      }
      return metric.expression;
    });
  }

  /** Predicates and orders may use a windowed metric within an expression; measures may not. */
  #allowsWindows = false;

  allowingWindowedMetrics<T>(work: () => T): T {
    this.#allowsWindows = true;
    try {
      return work();
    } finally {
      this.#allowsWindows = false;
    }
  }

  #lift(e: Expression, site: Site): Expression {
    const group = this.#group(e);
    if (group) return column(GROUPS, group.name);
    if (isAggregate(e)) return this.#atom(e, site);
    if (e.kind === 'window') return this.#window(e, site);
    if (e.kind === 'field') return this.#field(e, site);
    return mapChildren(e, child => this.#lift(child, site));
  }

  #group(e: Expression): Group | undefined {
    if (e.kind === 'literal' || e.kind === 'parameter') return undefined;
    const printed = printExpression(e);
    return this.groups.find(group => !group.of && printExpression(group.expression) === printed);
  }

  /** A field outside of aggregates: a windowed metric seen as a field, or one that the groups determine. */
  #field(e: FieldReference, site: Site): Expression {
    const { field, expression } = this.#compilation.field(e.dataset, e.field);
    if (!field) return this.#lift(expression, site);
    if (!this.#isDetermined(e.dataset)) {
      const grain = this.groups.map(group => group.name).join(', ') || 'the whole';
      throw new SophiaError('E_UNAGGREGATED_FINER_GRAIN_REFERENCE', [], { name: printExpression(e), grain });
    }
    const name = this.#names.unique(e.field);
    this.groups.push({ expression: e, name, hidden: true });
    return column(GROUPS, name);
  }

  /** Whether the groups fix the row of a dataset: they hold the whole key of it, or of a dataset that reaches it N:1. */
  #isDetermined(dataset: string): boolean {
    const grouped = new Set(this.groups.filter(({ of }) => !of).map(group => this.#keyText(group.expression)));
    return [...this.#compilation.model.datasets.values()].some(
      ({ primaryKey, dataset: { name } }) =>
        primaryKey.length > 0 &&
        this.#compilation.router.reachesOne(name, dataset) &&
        primaryKey.every(key => grouped.has(printExpression(key))),
    );
  }

  /** The text of a field as keys are resolved: the physical column where it is nothing but one. */
  #keyText(e: Expression): string {
    if (e.kind !== 'field') return '';
    const { expression } = this.#compilation.field(e.dataset, e.field);
    return printExpression(expression.kind === 'column' ? expression : e);
  }

  #atom(e: Call, site: Site): Column {
    const home = homeOf(e, site.over, this.#touched, this.#compilation);
    const own = site.filtersOf && ownOf({ expression: e, of: site.filtersOf }, home);
    const filters = own ? [...site.filters, own] : site.filters;
    const key = `${home} ${printExpression(e)} ${filterKey(filters)}`;
    let atom = this.atoms.find(
      known => `${known.home} ${printExpression(known.call)} ${filterKey(known.filters)}` === key,
    );
    if (!atom) {
      atom = { call: e, home, filters, name: this.#names.unique(site.name), shown: site.shown };
      this.atoms.push(atom);
    }
    atom.shown ||= site.shown;
    return column(GROUPS, atom.name);
  }

  #window(window: Window, site: Site): Expression {
    const parts = [...window.partitionBy, ...window.orderBy.map(item => item.expression)];
    for (const part of [...parts, ...window.call.arguments]) {
      const nested = windowIn(part);
      if (nested) throw new SophiaError('query.window_nested', [], { window: printExpression(window) });
    }
    const overRows = isAggregate(window.call) && !window.call.arguments.some(argument => aggregateIn(argument));
    const rowFields = [...parts, ...(overRows ? [] : window.call.arguments)].flatMap(part => this.#loose(part));
    this.#refuseFannedWindow(
      window,
      [...rowFields, ...(overRows ? bareFieldsOf(window.call.arguments[0]!) : [])],
      rowFields,
    );
    const rewritten = {
      ...window,
      partitionBy: window.partitionBy.map(part => this.#lift(part, site)),
      orderBy: window.orderBy.map(item => ({ ...item, expression: this.#lift(item.expression, site) })),
    };
    if (overRows) return this.#windowOverRows(window, rewritten, site);
    const lifted = mapChildren(window.call, child => this.#lift(child, site)) as Call;
    if (isAggregate(window.call)) {
      for (const atom of this.atoms) if (usesColumn(lifted, atom.name)) this.windowed.push({ window, atom });
    }
    return Object.freeze({ ...rewritten, call: lifted });
  }

  /** Fields of a window's parts that are neither grouped by nor aggregated. */
  #loose(e: Expression): readonly FieldReference[] {
    if (this.isGrouped(e) || isAggregate(e)) return [];
    if (e.kind === 'field') return this.#isDetermined(e.dataset) ? [] : [e];
    return bareFieldsOf(e).filter(field => !this.isGrouped(field) && !this.#isDetermined(field.dataset));
  }

  /** A window over rows of a dataset that the dimensions repeat would see rows more than once. */
  #refuseFannedWindow(window: Window, fields: readonly FieldReference[], loose: readonly FieldReference[]): void {
    if (loose.length === 0) return;
    const { router } = this.#compilation;
    const dimensions = this.groups.flatMap(group => bareFieldsOf(group.expression)).map(field => field.dataset);
    const home = fields
      .map(field => field.dataset)
      .find(dataset => dimensions.some(other => !router.reachesOne(dataset, other)));
    if (home === undefined) return;
    throw new SophiaError('E_WINDOW_OVER_FANOUT_REWRITE', [], { window: printExpression(window), home });
  }

  /** An aggregate window over rows, at the grain of groups: the parts of each group first, then the window over them. */
  #windowOverRows(window: Window, rewritten: Window, site: Site): Expression {
    const part = (inner: Call): Column => {
      const lifted = this.#atom(inner, site);
      const atom = this.atoms.find(known => known.name === lifted.name)!;
      this.windowed.push({ window, atom });
      return lifted;
    };
    const over = (name: string, argument: Expression): Expression =>
      Object.freeze({ ...rewritten, call: call(name, argument) });
    const { name, arguments: args, distinct } = window.call;
    if ((name === 'MIN' || name === 'MAX') && args[0]) return over(name, part(window.call));
    if (!distinct && name === 'SUM') return over('SUM', part(window.call));
    if (!distinct && name === 'COUNT') return call('COALESCE', over('SUM', part(window.call)), ZERO);
    if (!distinct && name === 'AVG') {
      const sum = part({ ...window.call, name: 'SUM' });
      return binary('/', over('SUM', sum), over('SUM', part({ ...window.call, name: 'COUNT' })));
    }
    const grain = this.groups.map(group => group.name).join(', ') || 'the whole';
    throw new SophiaError('E_UNSAFE_REAGGREGATION', [], { aggregate: printExpression(window.call), grain });
  }
}

const usesColumn = (e: Expression, name: string): boolean =>
  someExpression(e, node => node.kind === 'column' && node.relation === GROUPS && node.name === name);

const ZERO: Expression = Object.freeze({ kind: 'literal', type: 'integer', value: '0' });

/** Filters as text: equal texts are equal filters. */
export const filterKey = (filters: readonly Filter[]): string =>
  filters
    .map(filter =>
      filter.kind === 'related'
        ? `${filter.negated ? 'no ' : 'some '}${filter.dataset} (${filter.where.map(printExpression).join(' AND ')})`
        : printExpression(filter),
    )
    .join(' AND ');
