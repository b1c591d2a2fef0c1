import type { Expression } from '../semantic/expression/nodes.ts';
import { ExpressionEmitter } from './expression-emitter.ts';
import { block, type Fragment, indented, joined, Level, line, sql, text, tight, width } from './fragment.ts';
import type {
  CommonTable,
  Exists,
  Join,
  Query,
  Relation,
  Select,
  TableRelation,
  UnionAll,
  ValuesRelation,
} from './nodes.ts';

/** Prints queries: one clause a line, lists that are long one item a line. */
export abstract class QueryEmitter extends ExpressionEmitter {
  query(query: Query): Fragment {
    return query.kind === 'select' ? this.select(query) : this.unionAll(query);
  }

  protected unionAll(query: UnionAll): Fragment {
    const selects = query.queries.map(select => {
      const own = select.with.length > 0 || select.orderBy.length > 0 || select.limit !== undefined || select.offset;
      return own ? block(this.select(select)) : this.select(select);
    });
    return joined(selects, sql`${line}UNION ALL${line}`);
  }

  protected select(query: Select): Fragment {
    const clauses: Fragment[] = [];
    if (query.with.length > 0) clauses.push(this.commonTables(query.with));
    clauses.push(this.columns(query));
    if (query.from) clauses.push(sql`FROM ${this.relation(query.from)}`);
    clauses.push(...query.joins.map(join => this.join(join)));
    if (query.where.length > 0) clauses.push(sql`WHERE ${this.all(query.where)}`);
    if (query.groupBy.length > 0) clauses.push(sql`GROUP BY ${this.grouping(query)}`);
    if (query.having.length > 0) clauses.push(sql`HAVING ${this.all(query.having)}`);
    const order = query.orderBy.filter(item => !isConstant(item.expression));
    if (order.length > 0) clauses.push(sql`ORDER BY ${this.ordering(order)}`);
    clauses.push(...this.page(query.limit, query.offset));
    return joined(clauses, line);
  }

  protected commonTables(tables: readonly CommonTable[]): Fragment {
    const printed = tables.map(table => sql`${this.identifier(table.name)} AS ${block(this.query(table.query))}`);
    return sql`WITH ${joined(printed, sql`,${line}`)}`;
  }

  protected columns(query: Select): Fragment {
    const items = query.columns.map(
      column => sql`${this.expression(column.expression)} AS ${this.identifier(column.alias)}`,
    );
    const head = query.distinct ? 'SELECT DISTINCT' : 'SELECT';
    return items.length === 1 && width(items[0]!) <= 100
      ? sql`${head} ${items[0]!}`
      : sql`${head}${indented(sql`${line}${joined(items, sql`,${line}`)}`)}`;
  }

  protected relation(relation: Relation): Fragment {
    switch (relation.kind) {
      case 'table':
        return sql`${this.tableName(relation)} AS ${this.identifier(relation.alias)}`;
      case 'named': {
        const name = this.identifier(relation.name);
        return text(relation.name === relation.alias ? name : `${name} AS ${this.identifier(relation.alias)}`);
      }
      case 'queryText':
        return sql`(\n${relation.text.replace(/[;\s]+$/, '')}\n) AS ${this.identifier(relation.alias)}`;
      case 'subquery':
        return sql`${block(this.query(relation.query))} AS ${this.identifier(relation.alias)}`;
      case 'values':
        return relation.rows.length === 0 ? this.noRows(relation) : this.values(relation);
    }
  }

  protected tableName(relation: TableRelation): string {
    return relation.parts.map(part => this.identifier(part)).join('.');
  }

  protected values({ columns, rows, alias }: ValuesRelation): Fragment {
    const printed = rows.map(
      row =>
        sql`(${joined(
          row.map(cell => this.expression(cell)),
          ', ',
        )})`,
    );
    const names = columns.map(name => this.identifier(name)).join(', ');
    return sql`${block(sql`VALUES${indented(sql`${line}${joined(printed, sql`,${line}`)}`)}`)} AS ${this.identifier(alias)} (${names})`;
  }

  private noRows({ columns, alias }: ValuesRelation): Fragment {
    const nulls = columns.map(name => `NULL AS ${this.identifier(name)}`).join(', ');
    return text(`(SELECT ${nulls} WHERE FALSE) AS ${this.identifier(alias)}`);
  }

  protected join(join: Join): Fragment {
    const joined = sql`${join.type} JOIN ${this.relation(join.relation)}`;
    if (join.type === 'CROSS') return joined;
    if (!join.on) throw new Error(`A ${join.type} join without a condition: the compiler gives every join one.`);
    return sql`${joined} ON ${indented(this.joinCondition(join.on, join.type))}`;
  }

  protected joinCondition(on: Expression, _type: Join['type']): Fragment {
    return this.expression(on);
  }

  /** Conditions that all hold, one a line. */
  protected all(conditions: readonly (Expression | Exists)[]): Fragment {
    const printed = conditions.map(condition =>
      condition.kind === 'exists' ? this.exists(condition) : this.expression(condition),
    );
    if (printed.length === 1) return indented(printed[0]!);
    return indented(
      joined(
        printed.map(condition => tight(condition, Level.and)),
        sql`${line}AND `,
      ),
    );
  }

  protected exists(condition: Exists): Fragment {
    return sql`${condition.negated ? 'NOT ' : ''}EXISTS ${block(this.select(condition.query))}`;
  }

  /** A bare constant would be read as a column's position, so it is cast. */
  protected grouping(query: Select): Fragment {
    const items = query.groupBy.map(item =>
      isConstant(item) ? sql`CAST(${this.expression(item)} AS ${this.types.VARCHAR})` : this.expression(item),
    );
    return joined(items, ', ');
  }

  protected page(limit: number | undefined, offset: number | undefined): readonly Fragment[] {
    return [
      ...(limit === undefined ? [] : [text(`LIMIT ${wholeNumber(limit)}`)]),
      ...(offset ? [text(`OFFSET ${wholeNumber(offset)}`)] : []),
    ];
  }
}

/** Ordering by a constant orders nothing, and engines would read a number as a column's position. */
const isConstant = (e: Expression): boolean => e.kind === 'literal' || e.kind === 'parameter';

export function wholeNumber(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${value} is no count of rows.`);
  return String(value);
}
