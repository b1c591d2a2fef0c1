import type {
  Between,
  Binary,
  BinaryOperator,
  Call,
  Case,
  Cast,
  Column,
  Expression,
  FrameBound,
  InList,
  IsNull,
  Like,
  OrderItem,
  Unary,
  Window,
} from '../semantic/expression/nodes.ts';
import { at, type Fragment, indented, joined, Level, line, sql, text, tight, width } from './fragment.ts';
import { typeOf } from './type-of.ts';
import { ValueEmitter } from './value-emitter.ts';

/** Prints one function of the catalogue. */
export type FunctionPrinter = (call: Call, emitter: ExpressionEmitter) => Fragment;
export type FunctionPrinters = Readonly<Record<string, FunctionPrinter>>;

const levels: Readonly<Record<BinaryOperator, Level>> = {
  OR: Level.or,
  AND: Level.and,
  '=': Level.comparison,
  '<>': Level.comparison,
  '<': Level.comparison,
  '<=': Level.comparison,
  '>': Level.comparison,
  '>=': Level.comparison,
  'IS DISTINCT FROM': Level.comparison,
  'IS NOT DISTINCT FROM': Level.comparison,
  '||': Level.concatenation,
  '+': Level.additive,
  '-': Level.additive,
  '*': Level.multiplicative,
  '/': Level.multiplicative,
  '%': Level.multiplicative,
};

/** Operators whose chain means the same however it is grouped, so the right side needs no parentheses. */
const associative: ReadonlySet<BinaryOperator> = new Set(['AND', 'OR']);

const above = (level: Level): Level => Math.min(level + 1, Level.atom) as Level;

/** A line longer than this is broken where SQL has a natural place. */
const lineWidth = 100;

/**
 * Prints expressions as standard SQL with the meaning of our language, which docs/dialects.md sets out. A dialect
 * overrides what its engine does otherwise. Never meets names that are not resolved: those are the compiler's.
 */
export abstract class ExpressionEmitter extends ValueEmitter {
  protected abstract readonly functions: FunctionPrinters;

  expression(e: Expression): Fragment {
    switch (e.kind) {
      case 'literal':
        return this.literal(e);
      case 'parameter':
        return this.parameter(e);
      case 'column':
        return this.column(e);
      case 'star':
        return text('*');
      case 'unary':
        return this.unary(e);
      case 'binary':
        return this.binary(e);
      case 'between':
        return this.between(e);
      case 'in':
        return this.inList(e);
      case 'like':
        return this.like(e);
      case 'isNull':
        return this.isNull(e);
      case 'case':
        return this.caseWhen(e);
      case 'cast':
        return this.cast(e);
      case 'call':
        return this.call(e);
      case 'window':
        return this.window(e);
      case 'reference':
      case 'field':
      case 'metric':
        throw new Error(`A ${e.kind} reached the ${this.dialect} emitter: names are resolved before SQL is made.`);
    }
  }

  protected column(e: Column): Fragment {
    const name = this.identifier(e.name);
    return text(e.relation === undefined ? name : `${this.identifier(e.relation)}.${name}`);
  }

  protected unary(e: Unary): Fragment {
    if (e.operator === 'NOT') return at(Level.not, sql`NOT ${this.operand(e.operand, above(Level.comparison))}`);
    if (e.operator === '+') return this.expression(e.operand);
    return at(Level.sign, sql`-${this.operand(e.operand, Level.atom)}`);
  }

  /** An expression in a place that holds nothing looser than `least`. */
  operand(e: Expression, least: Level): Fragment {
    return tight(this.expression(e), least);
  }

  protected binary(e: Binary): Fragment {
    if (e.operator === '/') return this.divide(e.left, e.right);
    if (e.operator === '%') return this.modulo(e.left, e.right);
    return this.infix(e.operator, e.left, e.right);
  }

  infix(operator: BinaryOperator, left: Expression, right: Expression): Fragment {
    if (operator === '||') return at(Level.concatenation, joined([this.joinable(left), this.joinable(right)], ' || '));
    const level = levels[operator];
    const loose = level === Level.comparison ? above(level) : level;
    const first = this.operand(left, loose);
    const second = this.operand(right, associative.has(operator) ? level : above(level));
    const chain = operator === 'AND' || operator === 'OR';
    return chain && width(first) + width(second) > lineWidth
      ? at(level, sql`${first}${indented(line)}${operator} ${second}`)
      : at(level, sql`${first} ${operator} ${second}`);
  }

  /** An operand of `||`. Arithmetic is put in parentheses: engines differ in which of the two binds tighter. */
  joinable(e: Expression): Fragment {
    const printed = this.expression(e);
    return printed.level === Level.concatenation ? printed : tight(printed, Level.sign);
  }

  /** True division, a double; null when the divisor is zero. */
  protected divide(left: Expression, right: Expression): Fragment {
    const divisor = tight(this.nonZero(right), above(Level.multiplicative));
    return at(Level.multiplicative, sql`CAST(${this.expression(left)} AS ${this.types.DOUBLE}) / ${divisor}`);
  }

  /** The remainder with the sign of the dividend; null when the divisor is zero. */
  modulo(left: Expression, right: Expression): Fragment {
    const divisor = tight(this.nonZero(right), above(Level.multiplicative));
    return at(Level.multiplicative, sql`${this.operand(left, Level.multiplicative)} % ${divisor}`);
  }

  /** A divisor that is null when it would be zero. */
  protected nonZero(e: Expression): Fragment {
    const printed = this.expression(e);
    return e.kind === 'literal' && Number(e.value) !== 0 ? printed : sql`NULLIF(${printed}, 0)`;
  }

  protected between(e: Between): Fragment {
    const inner = above(Level.comparison);
    const bounds = sql`${this.operand(e.low, inner)} AND ${this.operand(e.high, inner)}`;
    return at(Level.comparison, sql`${this.operand(e.operand, inner)} ${not(e)}BETWEEN ${bounds}`);
  }

  /** Nothing is in an empty list. */
  protected inList(e: InList): Fragment {
    if (e.items.length === 0) return text(e.negated ? 'TRUE' : 'FALSE');
    const items = joined(
      e.items.map(item => this.expression(item)),
      ', ',
    );
    return at(Level.comparison, sql`${this.operand(e.operand, above(Level.comparison))} ${not(e)}IN (${items})`);
  }

  protected like(e: Like): Fragment {
    const inner = above(Level.comparison);
    const operator = e.caseInsensitive ? 'ILIKE' : 'LIKE';
    const matched = sql`${this.operand(e.operand, inner)} ${not(e)}${operator} ${this.operand(e.pattern, inner)}`;
    return at(Level.comparison, e.escape ? sql`${matched} ESCAPE ${this.operand(e.escape, inner)}` : matched);
  }

  protected isNull(e: IsNull): Fragment {
    return at(Level.comparison, sql`${this.operand(e.operand, above(Level.comparison))} IS ${not(e)}NULL`);
  }

  protected caseWhen(e: Case): Fragment {
    const branches = e.branches.map(
      branch => sql`WHEN ${this.expression(branch.when)} THEN ${this.expression(branch.then)}`,
    );
    if (e.otherwise) branches.push(sql`ELSE ${this.expression(e.otherwise)}`);
    const head = e.operand ? sql`CASE ${this.expression(e.operand)}` : text('CASE');
    const short = sql`${head} ${joined(branches, ' ')} END`;
    return width(short) <= lineWidth ? short : sql`${head}${indented(sql`${line}${joined(branches, line)}`)}${line}END`;
  }

  /** A broken number becomes the nearest whole one, halves away from zero: engines cut, or round halves to even. */
  protected cast(e: Cast): Fragment {
    const from = typeOf(e.operand);
    const broken = (e.type === 'INTEGER' || e.type === 'BIGINT') && (from === 'decimal' || from === 'float');
    const operand: Expression = broken ? { kind: 'call', name: 'ROUND', arguments: [e.operand] } : e.operand;
    return sql`${e.safe ? 'TRY_CAST' : 'CAST'}(${this.expression(operand)} AS ${this.castType(e)})`;
  }

  /** DECIMAL without digits is DECIMAL(18, 3) everywhere: engines' own defaults go from no decimals to three. */
  protected castType(e: Cast): string {
    if (e.type !== 'DECIMAL') return this.types[e.type];
    return e.precision === undefined ? 'DECIMAL(18, 3)' : `DECIMAL(${e.precision}, ${e.scale ?? 0})`;
  }

  protected call(e: Call): Fragment {
    const printer = Object.hasOwn(this.functions, e.name) ? this.functions[e.name] : undefined;
    if (!printer) throw this.unsupported(e.name, 'Use a function of the standard catalogue.');
    return printer(e, this);
  }

  protected window(e: Window): Fragment {
    const clauses: Fragment[] = [];
    if (e.partitionBy.length > 0)
      clauses.push(
        sql`PARTITION BY ${joined(
          e.partitionBy.map(item => this.expression(item)),
          ', ',
        )}`,
      );
    if (e.orderBy.length > 0) clauses.push(sql`ORDER BY ${this.ordering(e.orderBy)}`);
    const frame = this.frame(e);
    if (frame) clauses.push(frame);
    return sql`${this.call(e.call)} OVER (${joined(clauses, ' ')})`;
  }

  protected frame({ frame }: Window): Fragment | undefined {
    if (!frame) return undefined;
    const end = frame.end ?? { kind: 'currentRow' };
    return text(`${frame.mode} BETWEEN ${frameBound(frame.start)} AND ${frameBound(end)}`);
  }

  /** Nulls are placed explicitly: engines' defaults differ, and some can be configured. */
  ordering(items: readonly OrderItem[]): Fragment {
    const printed = items.map(({ expression, direction, nulls }) => {
      const place = nulls ?? (direction === 'ASC' ? 'LAST' : 'FIRST');
      return sql`${this.expression(expression)} ${direction} NULLS ${place}`;
    });
    return joined(printed, ', ');
  }
}

const not = (e: { readonly negated: boolean }): string => (e.negated ? 'NOT ' : '');

function frameBound(bound: FrameBound): string {
  switch (bound.kind) {
    case 'unboundedPreceding':
      return 'UNBOUNDED PRECEDING';
    case 'currentRow':
      return 'CURRENT ROW';
    case 'unboundedFollowing':
      return 'UNBOUNDED FOLLOWING';
    case 'preceding':
      return `${bound.rows} PRECEDING`;
    case 'following':
      return `${bound.rows} FOLLOWING`;
  }
}
