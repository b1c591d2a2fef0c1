/** DynamoDB's expressions (Developer Guide, "Using expressions"), over items in its JSON: {"S": "…"}, {"N": "…"} … */
export type AttributeValue = Readonly<Record<string, unknown>>;
export type StoredItem = Readonly<Record<string, AttributeValue>>;

export class ValidationError extends Error {}

/** Names and values of a request; all of them must be used. */
export class Substitutes {
  readonly #names: Readonly<Record<string, string>>;
  readonly #values: Readonly<Record<string, AttributeValue>>;
  readonly #used = new Set<string>();

  constructor(names: Readonly<Record<string, string>> = {}, values: Readonly<Record<string, AttributeValue>> = {}) {
    this.#names = names;
    this.#values = values;
  }

  name(token: string): string {
    if (!token.startsWith('#')) {
      if (reserved.has(token.toUpperCase())) {
        throw new ValidationError(`Attribute name is a reserved keyword; reserved keyword: ${token}`);
      }
      return token;
    }
    this.#used.add(token);
    return (
      this.#names[token] ?? fail(`An expression attribute name used in the document path is not defined: ${token}`)
    );
  }

  value(token: string): AttributeValue {
    this.#used.add(token);
    return this.#values[token] ?? fail(`An expression attribute value used in expression is not defined: ${token}`);
  }

  checkAllUsed(): void {
    const given = [...Object.keys(this.#names), ...Object.keys(this.#values)];
    const unused = given.filter(each => !this.#used.has(each));
    if (unused.length > 0) fail(`Value provided unused in expressions: keys: {${unused.join(', ')}}`);
  }
}

const fail = (message: string): never => {
  throw new ValidationError(message);
};

/** Those of the 573 reserved words that one might take for an attribute. */
const reserved = new Set(
  'AT ACTION ACTOR COUNT DATA DATE DAY DAYS HASH ITEM KEY KEYS LIMIT NAME NAMES NUMBER OPEN ORDER OWNER PLAN POSITION RANGE ROLE SIZE STATE STATUS SUM TABLE TIME TIMESTAMP TOTAL TTL TYPE USER USERS VALUE VALUES VERSION YEAR MONTH TARGET'
    .split(' ')
    .filter(word => !['ACTOR', 'TARGET'].includes(word)),
);

const tokenPattern = /\s*(<>|<=|>=|[=<>(),+-]|[#:]?[\w.]+)/y;

function tokens(text: string): string[] {
  const found: string[] = [];
  tokenPattern.lastIndex = 0;
  for (let at = 0; at < text.trimEnd().length; at = tokenPattern.lastIndex) {
    tokenPattern.lastIndex = at;
    const match = tokenPattern.exec(text);
    if (!match) throw new ValidationError(`Syntax error in expression: ${text.slice(at)}`);
    found.push(match[1]!);
  }
  return found;
}

type Operand = (item: StoredItem) => AttributeValue | undefined;
export type Condition = (item: StoredItem) => boolean;

const kindOf = (value: AttributeValue): string => Object.keys(value)[0] ?? '';
const raw = (value: AttributeValue): unknown => value[kindOf(value)];

/** Order of two values of one type: numbers by value, text and bytes by their UTF-8. */
export function compareValues(a: AttributeValue, b: AttributeValue): number | undefined {
  if (kindOf(a) !== kindOf(b)) return undefined;
  if (kindOf(a) === 'N') return Number(raw(a)) - Number(raw(b));
  return Buffer.compare(Buffer.from(String(raw(a))), Buffer.from(String(raw(b))));
}

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  '=': order => order === 0,
  '<>': order => order !== 0,
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
};

class Parser {
  readonly #tokens: string[];
  readonly #substitutes: Substitutes;
  #at = 0;

  constructor(text: string, substitutes: Substitutes) {
    this.#tokens = tokens(text);
    this.#substitutes = substitutes;
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length;
  }

  peek(): string {
    return this.#tokens[this.#at]?.toUpperCase() ?? '';
  }

  next(): string {
    return this.#tokens[this.#at++] ?? fail('Syntax error: the expression ends too early');
  }

  take(token: string): boolean {
    if (this.peek() !== token) return false;
    this.#at += 1;
    return true;
  }

  expect(token: string): void {
    if (!this.take(token)) fail(`Syntax error: expected ${token}, found ${this.peek()}`);
  }

  path(): string {
    return this.#substitutes.name(this.next());
  }

  value(): AttributeValue {
    return this.#substitutes.value(this.next());
  }

  condition(): Condition {
    let left = this.#conjunction();
    while (this.take('OR')) {
      const [first, second] = [left, this.#conjunction()];
      left = item => first(item) || second(item);
    }
    return left;
  }

  #conjunction(): Condition {
    let left = this.#term();
    while (this.take('AND')) {
      const [first, second] = [left, this.#term()];
      left = item => first(item) && second(item);
    }
    return left;
  }

  #term(): Condition {
    if (this.take('NOT')) {
      const inner = this.#term();
      return item => !inner(item);
    }
    if (this.take('(')) {
      const inner = this.condition();
      this.expect(')');
      return inner;
    }
    const word = this.peek();
    if (word === 'ATTRIBUTE_EXISTS' || word === 'ATTRIBUTE_NOT_EXISTS') {
      this.next();
      this.expect('(');
      const name = this.path();
      this.expect(')');
      return item => (item[name] !== undefined) === (word === 'ATTRIBUTE_EXISTS');
    }
    if (word === 'BEGINS_WITH') {
      this.next();
      this.expect('(');
      const name = this.path();
      this.expect(',');
      const prefix = String(raw(this.value()));
      this.expect(')');
      return item => item[name] !== undefined && String(raw(item[name])).startsWith(prefix);
    }
    return this.#comparison();
  }

  #comparison(): Condition {
    const left = this.operand();
    const compare = (right: Operand, holds: (order: number) => boolean): Condition => {
      return item => {
        const [a, b] = [left(item), right(item)];
        const order = a && b ? compareValues(a, b) : undefined;
        return order !== undefined && holds(order);
      };
    };
    if (this.take('BETWEEN')) {
      const low = compare(this.operand(), order => order >= 0);
      this.expect('AND');
      const high = compare(this.operand(), order => order <= 0);
      return item => low(item) && high(item);
    }
    const holds = comparisons[this.next()] ?? fail('Syntax error: expected a comparison');
    return compare(this.operand(), holds);
  }

  operand(): Operand {
    if (this.peek().startsWith(':')) {
      const value = this.value();
      return () => value;
    }
    if (this.take('IF_NOT_EXISTS')) {
      this.expect('(');
      const name = this.path();
      this.expect(',');
      const fallback = this.operand();
      this.expect(')');
      return item => item[name] ?? fallback(item);
    }
    const name = this.path();
    return item => item[name];
  }
}

export function parseCondition(text: string | undefined, substitutes: Substitutes): Condition {
  if (text === undefined) return () => true;
  const parser = new Parser(text, substitutes);
  const condition = parser.condition();
  if (!parser.done) fail(`Syntax error: ${parser.peek()}`);
  return condition;
}

export function parseProjection(text: string | undefined, substitutes: Substitutes): (item: StoredItem) => StoredItem {
  if (text === undefined) return item => item;
  const names = text.split(',').map(name => substitutes.name(name.trim()));
  return item => Object.fromEntries(names.flatMap(name => (item[name] ? [[name, item[name]]] : [])));
}

const number = (value: AttributeValue | undefined): number =>
  value === undefined ? 0 : kindOf(value) === 'N' ? Number(raw(value)) : fail('An operand has an incorrect type');

/** SET a = b [± c], REMOVE a, ADD a :n. */
export function parseUpdate(text: string, substitutes: Substitutes): (item: StoredItem) => StoredItem {
  const parser = new Parser(text, substitutes);
  const actions: ((from: StoredItem, to: Record<string, AttributeValue>) => void)[] = [];
  const listOf = (action: () => void) => {
    do action();
    while (parser.take(','));
  };
  while (!parser.done) {
    const clause = parser.next().toUpperCase();
    if (clause === 'SET') {
      listOf(() => {
        const name = parser.path();
        parser.expect('=');
        const left = parser.operand();
        const sign = parser.take('+') ? 1 : parser.take('-') ? -1 : 0;
        const right = sign === 0 ? undefined : parser.operand();
        actions.push((from, to) => {
          const value = left(from) ?? fail('The provided expression refers to an attribute that does not exist');
          to[name] = right ? { N: String(number(value) + sign * number(right(from))) } : value;
        });
      });
    } else if (clause === 'REMOVE') {
      listOf(() => {
        const name = parser.path();
        actions.push((_, to) => {
          delete to[name];
        });
      });
    } else if (clause === 'ADD') {
      listOf(() => {
        const name = parser.path();
        const amount = parser.value();
        actions.push((from, to) => {
          to[name] = { N: String(number(from[name]) + number(amount)) };
        });
      });
    } else fail(`Syntax error: ${clause}`);
  }
  return item => {
    const next: Record<string, AttributeValue> = { ...item };
    for (const action of actions) action(item, next);
    return next;
  };
}
