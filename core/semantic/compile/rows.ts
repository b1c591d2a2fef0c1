import { SophiaError } from '../../errors.ts';
import type { Join, Relation } from '../../sql/nodes.ts';
import type { Column, Expression, FieldReference, Window } from '../expression/nodes.ts';
import { printExpression } from '../expression/print.ts';
import { mapChildren, mapExpression } from '../expression/walk.ts';
import type { Path, Step } from '../resolve/graph.ts';
import { findExpression, windowIn } from '../resolve/shape.ts';
import type { ResolvedField } from '../resolve/types.ts';
import type { Aliases } from './aliases.ts';
import { binary, column, conjunction, select } from './build.ts';
import type { Compilation } from './compilation.ts';
import { literalTypeOf } from './types-of.ts';

/** A dataset read in one place of a query: the root, or what a way of joins leads to. */
interface Node {
  readonly dataset: string;
  readonly alias: string;
  readonly parent?: Node | undefined;
  readonly step?: Step | undefined;
  readonly children: Map<string, Node>;
  /** Every hop from the root has at most one row on its far side. */
  readonly single: boolean;
  /** Physical columns that are read. */
  readonly columns: Set<string>;
  /** Windowed fields (and the row's number) computed over the rows of the dataset before any join. */
  readonly windows: Map<string, { readonly alias: string; readonly expression: Expression }>;
}

export interface RowsOptions {
  /** Windowed fields of the root that may be computed in the very select that reads it, after its where. */
  readonly inlineWindows?: ((field: ResolvedField) => boolean) | undefined;
  /** Datasets whose own rows are being selected around this: a row filter that leads back to one never ends. */
  readonly within?: readonly string[] | undefined;
}

/**
 * The rows of one dataset with what they reach joined to them: fields in, expressions over aliases out, the
 * joins as needed. Joins are LEFT, so no row of the root is lost. Row filters are part of every dataset read.
 */
export class Rows {
  readonly root: Node;
  readonly #compilation: Compilation;
  readonly #aliases: Aliases;
  readonly #options: RowsOptions;
  readonly #nodes: Node[] = [];

  constructor(compilation: Compilation, dataset: string, aliases: Aliases, options: RowsOptions = {}) {
    this.#compilation = compilation;
    this.#aliases = aliases;
    this.#options = options;
    this.root = this.#node(dataset);
  }

  /** Whether a row of the root can appear more than once. */
  get fanned(): boolean {
    return this.#nodes.some(node => !node.single);
  }

  /** Whether a way has been joined already. */
  isJoined(path: Path): boolean {
    let node: Node | undefined = this.root;
    for (const step of path) node = node?.children.get(step.id);
    return node !== undefined;
  }

  /** An expression over fields of the model, with the joins that it needs. */
  expression(e: Expression): Expression {
    const inlined = mapExpression(e, node => (node.kind === 'field' ? this.field(node) : node));
    refuseNestedWindow(inlined);
    return inlined;
  }

  /** An expression whose windows run over the rows of the root before any join, as windowed fields do. */
  overOwnRows(e: Expression): Expression {
    if (e.kind === 'window') return this.#window(this.root, printExpression(e), 'over_rows', e);
    if (e.kind === 'field') return this.field(e);
    return mapChildren(e, child => this.overOwnRows(child));
  }

  field(reference: FieldReference): Expression {
    const { path } = this.#compilation.router.route(this.root.dataset, reference.dataset);
    return this.fieldAlong(path, reference);
  }

  /** A field over a given way, in place of the one the router would take. */
  fieldAlong(path: Path, reference: FieldReference): Expression {
    return this.#field(this.#descend(this.root, path), reference);
  }

  /** What a key or another expression of a dataset's own scope is, for the dataset a way leads to. */
  scoped(path: Path, e: Expression): Expression {
    return this.#inline(this.#descend(this.root, path), e);
  }

  /** What tells the rows of the root apart: its primary key, or a number given to each row. */
  identity(): readonly Expression[] {
    const { primaryKey } = this.#compilation.dataset(this.root.dataset);
    if (primaryKey.length > 0) return primaryKey.map(key => this.#inline(this.root, key));
    const numbered: Expression = Object.freeze({
      kind: 'window',
      call: Object.freeze({ kind: 'call', name: 'ROW_NUMBER', arguments: [] }),
      partitionBy: [],
      orderBy: [],
    });
    return [this.#window(this.root, ROW_NUMBER, 'row_number', numbered)];
  }

  /** The FROM clause, its joins and the root's own row filter. Call it last: expressions add joins. */
  finish(): { readonly from: Relation; readonly joins: readonly Join[]; readonly where: readonly Expression[] } {
    const filter = this.#compilation.rowFilters.get(this.root.dataset);
    const wrapped = this.root.windows.size > 0;
    const where = filter && !wrapped ? [this.#inline(this.root, filter)] : [];
    // Conditions first: they read more columns and can add joins; what is read of a dataset must then be complete.
    const conditions: Expression[] = [];
    for (let at = 1; at < this.#nodes.length; at++) conditions.push(this.#condition(this.#nodes[at]!));
    const joins = this.#nodes
      .slice(1)
      .map((node, index): Join => ({ type: 'LEFT', relation: this.#relation(node), on: conditions[index]! }));
    return { from: wrapped ? this.#wrap(this.root) : this.#table(this.root), joins, where };
  }

  #node(dataset: string, parent?: Node, step?: Step): Node {
    const node: Node = {
      dataset,
      alias: this.#aliases.unique(dataset),
      parent,
      step,
      children: new Map(),
      single: (parent?.single ?? true) && (step?.toOne ?? true),
      columns: new Set(),
      windows: new Map(),
    };
    this.#nodes.push(node);
    if (step) parent?.children.set(step.id, node);
    this.#compilation.noteTable(dataset);
    return node;
  }

  #descend(from: Node, path: Path): Node {
    return path.reduce((node, step) => node.children.get(step.id) ?? this.#node(step.target, node, step), from);
  }

  #field(node: Node, reference: FieldReference): Expression {
    if (reference.dataset !== node.dataset) {
      const { path } = this.#compilation.router.route(node.dataset, reference.dataset);
      return this.#field(this.#descend(node, path), reference);
    }
    const field = this.#compilation.field(reference.dataset, reference.field);
    const ownWindow = windowIn(field.expression);
    if (ownWindow && !(node === this.root && this.#options.inlineWindows?.(field))) {
      return this.#window(node, field.name, field.name, field.expression);
    }
    const expression = this.#inline(node, field.expression);
    if (ownWindow) refuseNestedWindow(expression);
    const type = literalTypeOf(field.field?.datatype);
    return expression.kind === 'column' && type && !expression.type
      ? Object.freeze({ ...expression, type })
      : expression;
  }

  /** An expression of a dataset's own scope, over the alias it is read by. */
  #inline(node: Node, e: Expression): Expression {
    return mapExpression(e, part => {
      if (part.kind === 'field') return this.#field(node, part);
      return part.kind === 'column' && part.relation === node.dataset ? this.#column(node, part) : part;
    });
  }

  #column(node: Node, part: Column): Expression {
    node.columns.add(part.name);
    this.#compilation.noteTable(node.dataset, part.name);
    return column(node.alias, part.name);
  }

  #window(node: Node, key: string, name: string, expression: Expression): Expression {
    const known = node.windows.get(key);
    if (known) return column(node.alias, known.alias);
    const taken = new Set([...node.windows.values()].map(window => window.alias.toLowerCase()));
    const alias = unusedName(name, candidate => taken.has(candidate) || this.#isColumn(node.dataset, candidate));
    node.windows.set(key, { alias, expression });
    return column(node.alias, alias);
  }

  /** Whether the model knows a physical column of this name, in any case. */
  #isColumn(dataset: string, name: string): boolean {
    const { fields, primaryKey } = this.#compilation.dataset(dataset);
    const steps = this.#compilation.model.graph.steps(dataset).flatMap(step => step.sourceKeys);
    const expressions = [...[...fields.values()].map(field => field.expression), ...primaryKey, ...steps];
    const matches = (e: Expression) => e.kind === 'column' && e.name.toLowerCase() === name;
    return expressions.some(expression => findExpression(expression, matches) !== undefined);
  }

  #condition(node: Node): Expression {
    const { step, parent } = node;
    if (!step || !parent) throw new Error('The root of rows is not joined to anything.');
    const keys = step.sourceKeys.map((key, index) =>
      binary('=', this.#inline(parent, key), this.#inline(node, step.targetKeys[index]!)),
    );
    const filter = this.#compilation.rowFilters.get(node.dataset);
    return conjunction(filter && !this.#isWrapped(node) ? [...keys, this.#inline(node, filter)] : keys);
  }

  /** A filter on own columns can be part of the join's condition; any other needs a relation of its own. */
  #isWrapped(node: Node): boolean {
    const filter = this.#compilation.rowFilters.get(node.dataset);
    return node.windows.size > 0 || (filter !== undefined && !isOwn(filter, node.dataset, this.#compilation));
  }

  #relation(node: Node): Relation {
    return this.#isWrapped(node) ? this.#wrap(node) : this.#table(node);
  }

  #table(node: Node): Relation {
    const { source } = this.#compilation.dataset(node.dataset).dataset;
    return source.kind === 'table'
      ? { kind: 'table', parts: source.parts, alias: node.alias }
      : { kind: 'queryText', text: source.text, alias: node.alias };
  }

  /** The dataset's own rows, row filter applied, with the windows over them: a relation of its own. */
  #wrap(node: Node): Relation {
    const within = [...(this.#options.within ?? []), node.dataset];
    if (within.indexOf(node.dataset) < within.length - 1)
      throw new SophiaError('model.cycle', ['rowFilters'], { names: within });
    const rows = new Rows(this.#compilation, node.dataset, this.#aliases, { inlineWindows: () => true, within });
    const windows = [...node.windows.values()].map(({ alias, expression }) => {
      const inlined = rows.scoped([], expression);
      refuseNestedWindow(inlined);
      return { expression: inlined, alias };
    });
    const columns = [...node.columns].map(name => ({
      expression: rows.scoped([], column(node.dataset, name)),
      alias: name,
    }));
    return {
      kind: 'subquery',
      query: select({ columns: [...columns, ...windows], ...rows.finish() }),
      alias: node.alias,
    };
  }
}

/** The key of the number of a row among windowed fields; no field has this name. */
const ROW_NUMBER = '';

/** Whether a filter is about columns of the dataset alone, so that it can be part of the join's condition. */
function isOwn(filter: Expression, dataset: string, compilation: Compilation): boolean {
  const foreign = findExpression(filter, node => {
    if (node.kind === 'window') return true;
    if (node.kind !== 'field') return false;
    return node.dataset !== dataset || !isOwn(compilation.field(dataset, node.field).expression, dataset, compilation);
  });
  return foreign === undefined;
}

const partsOf = ({ call, partitionBy, orderBy }: Window): readonly Expression[] => [
  ...call.arguments,
  ...partitionBy,
  ...orderBy.map(item => item.expression),
];

/** @throws SophiaError query.window_nested */
function refuseNestedWindow(e: Expression): void {
  const outer = findExpression(e, node => node.kind === 'window' && partsOf(node).some(part => windowIn(part)));
  if (outer) throw new SophiaError('query.window_nested', [], { window: printExpression(outer) });
}

function unusedName(name: string, isUsed: (lowerCase: string) => boolean): string {
  let candidate = name;
  for (let number = 2; isUsed(candidate.toLowerCase()); number++) candidate = `${name}_${number}`;
  return candidate;
}
