import { datePartOf } from './date-parts.ts';
import { isRegularIdentifier, quoteIdentifier } from './identifier.ts';
import type {
  BinaryOperator,
  Call,
  Cast,
  Expression,
  ExpressionKind,
  Frame,
  FrameBound,
  Identifier,
  LiteralType,
  OrderItem,
  Window,
} from './nodes.ts';
import { isReservedWord } from './reserved.ts';

/** How tightly a node binds; what binds looser than its place asks for gets parentheses. */
const OR = 1;
const AND = 2;
const NOT = 3;
const COMPARISON = 4;
const CONCATENATION = 5;
const SUM = 6;
const PRODUCT = 7;
const SIGN = 8;
const PRIMARY = 9;

const BINDING: Readonly<Record<BinaryOperator, number>> = {
  OR,
  AND,
  '=': COMPARISON,
  '<>': COMPARISON,
  '<': COMPARISON,
  '<=': COMPARISON,
  '>': COMPARISON,
  '>=': COMPARISON,
  'IS DISTINCT FROM': COMPARISON,
  'IS NOT DISTINCT FROM': COMPARISON,
  '||': CONCATENATION,
  '+': SUM,
  '-': SUM,
  '*': PRODUCT,
  '/': PRODUCT,
  '%': PRODUCT,
};

/**
 * The canonical text of a tree in the standard's SQL subset: one spelling a meaning, only the parentheses that
 * are needed. `parseExpression` of it gives the tree back, positions aside. Nodes that only the compiler makes
 * print as what a reader would expect (columns and fields as names, parameters as constants).
 */
export const printExpression = (e: Expression): string => printers[e.kind](e as never);

type Printer<K extends ExpressionKind> = (e: Extract<Expression, { kind: K }>) => string;

const printers: { readonly [K in ExpressionKind]: Printer<K> } = {
  literal: e => constant(e.type, e.value),
  parameter: e => constant(e.type, e.value),
  reference: e => e.parts.map(printIdentifier).join('.'),
  field: e => `${bareName(e.dataset)}.${bareName(e.field)}`,
  metric: e => bareName(e.metric),
  column: e => (e.relation === undefined ? bareName(e.name) : `${bareName(e.relation)}.${bareName(e.name)}`),
  star: () => '*',
  unary: e =>
    e.operator === 'NOT'
      ? `NOT ${within(e.operand, NOT)}`
      : // A second sign needs parentheses: two minus signs would start a comment.
        `${e.operator}${within(e.operand, PRIMARY)}`,
  binary: e => {
    const binding = BINDING[e.operator];
    const left = within(e.left, binding === COMPARISON ? binding + 1 : binding);
    return `${left} ${e.operator} ${within(e.right, binding + 1)}`;
  },
  between: e => `${operand(e.operand)} ${not(e.negated)}BETWEEN ${operand(e.low)} AND ${operand(e.high)}`,
  in: e => `${operand(e.operand)} ${not(e.negated)}IN (${list(e.items)})`,
  like: e => {
    const keyword = e.caseInsensitive ? 'ILIKE' : 'LIKE';
    const escaped = e.escape ? ` ESCAPE ${operand(e.escape)}` : '';
    return `${operand(e.operand)} ${not(e.negated)}${keyword} ${operand(e.pattern)}${escaped}`;
  },
  isNull: e => `${operand(e.operand)} IS ${not(e.negated)}NULL`,
  case: e => {
    const branches = e.branches.map(b => ` WHEN ${printExpression(b.when)} THEN ${printExpression(b.then)}`);
    const otherwise = e.otherwise ? ` ELSE ${printExpression(e.otherwise)}` : '';
    return `CASE${e.operand ? ` ${printExpression(e.operand)}` : ''}${branches.join('')}${otherwise} END`;
  },
  cast: e => `${e.safe ? 'TRY_CAST' : 'CAST'}(${printExpression(e.operand)} AS ${printType(e)})`,
  call: printCall,
  window: printWindow,
};

const BINDING_OF: Partial<Record<ExpressionKind, number>> = {
  between: COMPARISON,
  in: COMPARISON,
  like: COMPARISON,
  isNull: COMPARISON,
};

function bindingOf(e: Expression): number {
  if (e.kind === 'binary') return BINDING[e.operator];
  if (e.kind === 'unary') return e.operator === 'NOT' ? NOT : SIGN;
  if ((e.kind === 'literal' || e.kind === 'parameter') && /^-/.test(String(e.value)))
    return isNumber(e.type) ? SIGN : PRIMARY;
  return BINDING_OF[e.kind] ?? PRIMARY;
}

const within = (e: Expression, binding: number): string =>
  bindingOf(e) < binding ? `(${printExpression(e)})` : printExpression(e);
const operand = (e: Expression): string => within(e, CONCATENATION);
const not = (negated: boolean): string => (negated ? 'NOT ' : '');
const list = (items: readonly Expression[]): string => items.map(printExpression).join(', ');

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

const isNumber = (type: LiteralType): boolean => type === 'integer' || type === 'decimal' || type === 'float';

function constant(type: LiteralType, value: string | number | boolean | null): string {
  if (value === null || type === 'null') return 'NULL';
  if (type === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (type === 'string') return text(String(value));
  if (isNumber(type)) return String(value);
  return `${type.toUpperCase()} ${text(String(value))}`;
}

const printIdentifier = ({ name, quoted }: Identifier): string => (quoted ? quoteIdentifier(name) : name);
const bareName = (name: string): string =>
  isRegularIdentifier(name) && !isReservedWord(name) ? name : quoteIdentifier(name);

function printType({ type, precision, scale }: Cast): string {
  return precision === undefined ? type : `${type}(${precision}, ${scale ?? 0})`;
}

const NILADIC = new Set(['CURRENT_DATE', 'CURRENT_TIMESTAMP', 'CURRENT_TIME']);

function printCall(e: Call): string {
  const filter = e.filter ? ` FILTER (WHERE ${printExpression(e.filter)})` : '';
  const group = e.withinGroup ? ` WITHIN GROUP (ORDER BY ${order(e.withinGroup)})` : '';
  return `${printPlainCall(e)}${group}${filter}`;
}

function printPlainCall(e: Call): string {
  const [first, second] = e.arguments;
  if (NILADIC.has(e.name) && e.arguments.length === 0) return e.name;
  if (e.name === 'POSITION' && first && second) return `POSITION(${operand(first)} IN ${operand(second)})`;
  const part = e.name === 'DATEADD' || e.name === 'DATEDIFF' ? datePartOf(e) : undefined;
  if (part !== undefined) return `${e.name}(${[part, ...e.arguments.slice(1).map(printExpression)].join(', ')})`;
  return `${e.name}(${e.distinct ? 'DISTINCT ' : ''}${list(e.arguments)})`;
}

function printWindow(e: Window): string {
  const clauses = [
    ...(e.partitionBy.length > 0 ? [`PARTITION BY ${list(e.partitionBy)}`] : []),
    ...(e.orderBy.length > 0 ? [`ORDER BY ${order(e.orderBy)}`] : []),
    ...(e.frame ? [printFrame(e.frame)] : []),
  ];
  return `${printCall(e.call)} OVER (${clauses.join(' ')})`;
}

const order = (items: readonly OrderItem[]): string =>
  items
    .map(item => {
      const nulls = item.nulls ? ` NULLS ${item.nulls}` : '';
      return `${printExpression(item.expression)}${item.direction === 'DESC' ? ' DESC' : ''}${nulls}`;
    })
    .join(', ');

const printFrame = ({ mode, start, end }: Frame): string =>
  end ? `${mode} BETWEEN ${printBound(start)} AND ${printBound(end)}` : `${mode} ${printBound(start)}`;

function printBound(bound: FrameBound): string {
  if (bound.kind === 'preceding') return `${bound.rows} PRECEDING`;
  if (bound.kind === 'following') return `${bound.rows} FOLLOWING`;
  const words = {
    unboundedPreceding: 'UNBOUNDED PRECEDING',
    currentRow: 'CURRENT ROW',
    unboundedFollowing: 'UNBOUNDED FOLLOWING',
  };
  return words[bound.kind];
}
