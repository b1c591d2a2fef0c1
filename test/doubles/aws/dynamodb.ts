import {
  type AttributeValue,
  compareValues,
  parseCondition,
  parseProjection,
  parseUpdate,
  type StoredItem,
  Substitutes,
  ValidationError,
} from './dynamodb-expressions.ts';
import { jsonAnswer, jsonFault, ServiceDouble, type ServiceRequest, type ServiceResponse } from './server.ts';

/**
 * Amazon DynamoDB over HTTP, from its API Reference: conditions, transactions, pages and batches with their limits.
 * Tables have the keys `pk` and `sk`; any table that is named exists.
 */

/** Limits of the service (Developer Guide, "Quotas"); pages can be made smaller to see them turned. */
const limits = {
  itemBytes: 400 * 1024,
  transactionItems: 100,
  transactionBytes: 4 * 1024 ** 2,
  batchReads: 100,
  batchWrites: 25,
};

interface Input {
  readonly [member: string]: unknown;
}
interface Conditional extends Input {
  readonly TableName: string;
  readonly Key?: StoredItem;
  readonly Item?: StoredItem;
  readonly ConditionExpression?: string;
  readonly UpdateExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue>;
}

class ConditionFailed extends Error {}

const textOf = (value: AttributeValue | undefined): string => {
  const text = value?.['S'];
  if (typeof text !== 'string' || text === '') throw new ValidationError('One or more parameter values were invalid');
  return text;
};

const idOf = (item: StoredItem): string => JSON.stringify([textOf(item['pk']), textOf(item['sk'])]);

function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value !== 'object' || value === null) return 1;
  return Object.entries(value).reduce((sum, [name, inner]) => {
    const size = name === 'B' ? Buffer.from(String(inner), 'base64').length : bytesOf(inner);
    return sum + size + (/^(S|N|B|BOOL|NULL|L|M|SS)$/.test(name) ? 0 : Buffer.byteLength(name));
  }, 0);
}

export interface DynamoDouble extends ServiceDouble {
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, StoredItem>>;
  /** Bytes of a page of a query; 1 MB unless set. */
  pageBytes: number;
  /** Requests of the next batch that are left over. */
  leaveOver: number;
}

class DynamoDb extends ServiceDouble implements DynamoDouble {
  readonly tables = new Map<string, Map<string, StoredItem>>();
  readonly #tokens = new Set<string>();
  pageBytes = 1024 ** 2;
  leaveOver = 0;

  constructor() {
    super(request => this.#serve(request));
  }

  #table(name: unknown): Map<string, StoredItem> {
    const known = this.tables.get(String(name)) ?? new Map<string, StoredItem>();
    this.tables.set(String(name), known);
    return known;
  }

  #serve(request: ServiceRequest): ServiceResponse {
    const input = JSON.parse(request.body.toString()) as Conditional;
    try {
      return jsonAnswer(this.#operate(request.operation, input));
    } catch (error) {
      if (error instanceof ValidationError) return jsonFault(400, 'ValidationException', error.message);
      if (error instanceof ConditionFailed) {
        return jsonFault(400, 'ConditionalCheckFailedException', 'The conditional request failed');
      }
      if (error instanceof Cancelled) {
        const type = 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException';
        const body = { __type: type, message: 'Transaction cancelled', CancellationReasons: error.reasons };
        return { ...jsonAnswer(body), status: 400 };
      }
      throw error;
    }
  }

  #operate(operation: string, input: Conditional): unknown {
    switch (operation) {
      case 'GetItem':
        return { Item: this.#table(input.TableName).get(idOf(input.Key!)) };
      case 'PutItem':
      case 'UpdateItem':
      case 'DeleteItem':
        this.#prepare(operation.replace('Item', ''), input)();
        return {};
      case 'Query':
      case 'Scan':
        return this.#read(input);
      case 'BatchGetItem':
        return this.#batchGet(input);
      case 'BatchWriteItem':
        return this.#batchWrite(input);
      case 'TransactWriteItems':
        return this.#transact(input);
      default:
        throw new ValidationError(`Unknown operation ${operation}`);
    }
  }

  /** Checks a write's condition and gives what carries it out. */
  #prepare(kind: string, input: Conditional): () => void {
    const table = this.#table(input.TableName);
    const id = idOf(input.Item ?? input.Key!);
    const before = table.get(id);
    const substitutes = new Substitutes(input.ExpressionAttributeNames, input.ExpressionAttributeValues);
    const holds = parseCondition(input.ConditionExpression, substitutes);
    const update = kind === 'Update' ? parseUpdate(input.UpdateExpression ?? '', substitutes) : undefined;
    substitutes.checkAllUsed();
    if (!holds(before ?? {})) throw new ConditionFailed();
    if (kind === 'Delete') return () => table.delete(id);
    if (kind === 'ConditionCheck') return () => undefined;
    const after = update ? { ...update(before ?? input.Key!), ...input.Key } : input.Item!;
    if (bytesOf(after) > limits.itemBytes) throw new ValidationError('Item size has exceeded the maximum allowed size');
    return () => table.set(id, after);
  }

  #transact(input: Input): unknown {
    const items = input['TransactItems'] as Record<string, Conditional>[];
    const token = String(input['ClientRequestToken']);
    if (this.#tokens.has(token)) return {};
    if (items.length > limits.transactionItems) throw new ValidationError('Too many items in the transaction');
    if (bytesOf(items) > limits.transactionBytes) throw new ValidationError('The transaction is too large');
    const ids = items.map(item => {
      const [request] = Object.values(item);
      return `${request!.TableName} ${idOf(request!.Item ?? request!.Key!)}`;
    });
    if (new Set(ids).size < ids.length) {
      throw new ValidationError('Transaction request cannot include multiple operations on one item');
    }
    const prepared = items.map(item => {
      const [kind, request] = Object.entries(item)[0]!;
      try {
        return this.#prepare(kind, request);
      } catch (error) {
        if (error instanceof ConditionFailed) return undefined;
        throw error;
      }
    });
    if (prepared.includes(undefined)) {
      throw new Cancelled(prepared.map(write => ({ Code: write ? 'None' : 'ConditionalCheckFailed' })));
    }
    for (const write of prepared) write?.();
    this.#tokens.add(token);
    return {};
  }

  #read(input: Input): unknown {
    const names = input['ExpressionAttributeNames'] as Record<string, string> | undefined;
    const values = input['ExpressionAttributeValues'] as Record<string, AttributeValue> | undefined;
    const substitutes = new Substitutes(names, values);
    // Keys are text, and text of a key is never empty.
    if (input['KeyConditionExpression'] !== undefined) {
      for (const value of Object.values(values ?? {})) if (value['S'] === '') throw new ValidationError('empty key');
    }
    const isKey = parseCondition(input['KeyConditionExpression'] as string | undefined, substitutes);
    const passes = parseCondition(input['FilterExpression'] as string | undefined, substitutes);
    const project = parseProjection(input['ProjectionExpression'] as string | undefined, substitutes);
    substitutes.checkAllUsed();
    const direction = input['ScanIndexForward'] === false ? -1 : 1;
    const found = [...this.#table(input['TableName']).values()]
      .filter(isKey)
      .sort((a, b) => (compareValues(a['pk']!, b['pk']!) || compareValues(a['sk']!, b['sk']!) || 0) * direction);
    const start = input['ExclusiveStartKey'] as StoredItem | undefined;
    const begin = start ? found.findIndex(item => idOf(item) === idOf(start)) + 1 : 0;
    const page: StoredItem[] = [];
    let bytes = 0;
    for (const item of found.slice(begin)) {
      if (page.length >= Number(input['Limit'] ?? Infinity) || (page.length > 0 && bytes >= this.pageBytes)) break;
      page.push(item);
      bytes += bytesOf(item);
    }
    const last = page.at(-1);
    const more = last && begin + page.length < found.length;
    return {
      Items: page.filter(passes).map(project),
      ...(more && { LastEvaluatedKey: { pk: last['pk'], sk: last['sk'] } }),
    };
  }

  #batchGet(input: Input): unknown {
    const [[table, { Keys: keys }]] = Object.entries(input['RequestItems'] as object) as [
      [string, { Keys: StoredItem[] }],
    ];
    if (keys.length > limits.batchReads)
      throw new ValidationError('Too many items requested for the BatchGetItem call');
    if (new Set(keys.map(idOf)).size < keys.length)
      throw new ValidationError('Provided list of item keys has duplicates');
    const left = keys.splice(0, this.#leftOver(keys.length));
    const found = keys.flatMap(key => this.#table(table).get(idOf(key)) ?? []);
    return { Responses: { [table]: found }, UnprocessedKeys: left.length > 0 ? { [table]: { Keys: left } } : {} };
  }

  #batchWrite(input: Input): unknown {
    type Request = { PutRequest?: { Item: StoredItem }; DeleteRequest?: { Key: StoredItem } };
    const [[table, requests]] = Object.entries(input['RequestItems'] as object) as [[string, Request[]]];
    if (requests.length > limits.batchWrites) throw new ValidationError('Too many items in the BatchWriteItem call');
    const left = requests.splice(0, this.#leftOver(requests.length));
    for (const { PutRequest: put, DeleteRequest: remove } of requests) {
      const write = put ? { Item: put.Item } : { Key: remove!.Key };
      this.#prepare(put ? 'Put' : 'Delete', { TableName: table, ...write })();
    }
    return { UnprocessedItems: left.length > 0 ? { [table]: left } : {} };
  }

  /** At least one request of a batch is processed. */
  #leftOver(size: number): number {
    const left = Math.min(this.leaveOver, size - 1);
    this.leaveOver -= left;
    return left;
  }
}

class Cancelled extends Error {
  readonly reasons: readonly { Code: string }[];

  constructor(reasons: readonly { Code: string }[]) {
    super('cancelled');
    this.reasons = reasons;
  }
}

export async function startDynamoDb(): Promise<DynamoDouble> {
  const double = new DynamoDb();
  await double.start();
  return double;
}
