import { setTimeout as wait } from 'node:timers/promises';
import type {
  BatchGetCommandOutput,
  DynamoDBDocumentClient,
  QueryCommandInput,
  ScanCommandInput,
  TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { SophiaError } from '../../core/errors.ts';
import { type AwsOptions, clientOptions } from '../aws/client-options.ts';
import { awsNameOf, storeError } from '../aws/faults.ts';

/** Every table has the same keys: `pk` and `sk`, both text; `expires_at` (epoch seconds) is when DynamoDB may delete an item. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}
export type Item = Key & Readonly<Record<string, unknown>>;

type Library = typeof import('./client.ts');
export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One part of a transaction, without its table. */
export type Write = {
  [K in keyof TransactItem]?: Omit<NonNullable<TransactItem[K]>, 'TableName'>;
};

export interface TableOptions extends AwsOptions {
  readonly table: string;
  /** Attempts of a transaction that meets others, and of what a batch left over. Default 10. */
  readonly maxConflicts?: number | undefined;
}

/** What DynamoDB takes at once. */
const batch = { reads: 100, writes: 25 };

/** Milliseconds before an attempt: random under a bound that doubles (full jitter). */
const backoff = (attempt: number): number => Math.random() * Math.min(1_000, 20 * 2 ** attempt);

/** A conditional write that found another state than it expected. */
const isConditionFailed = (error: unknown): boolean => awsNameOf(error) === 'ConditionalCheckFailedException';

interface Reason {
  readonly Code?: string | undefined;
}
const reasonsOf = (error: unknown): readonly Reason[] =>
  awsNameOf(error) === 'TransactionCanceledException'
    ? ((error as { CancellationReasons?: readonly Reason[] }).CancellationReasons ?? [])
    : [];

/** A table, asked by its keys; failures are storage.failed. */
export class Table {
  readonly #options: TableOptions;
  #client: Promise<{ client: DynamoDBDocumentClient; library: Library }> | undefined;

  constructor(options: TableOptions) {
    this.#options = options;
  }

  async get(key: Key): Promise<Item | undefined> {
    const { Item: item } = await this.#ask(({ client, library }, TableName) =>
      client.send(new library.GetCommand({ TableName, Key: { ...key }, ConsistentRead: true })),
    );
    return item as Item | undefined;
  }

  async put(item: Item): Promise<void> {
    await this.#ask(({ client, library }, TableName) =>
      client.send(new library.PutCommand({ TableName, Item: { ...item } })),
    );
  }

  /** False when the condition did not hold. `input` is an update without its table. */
  async update(input: NonNullable<Write['Update']>): Promise<boolean> {
    return this.#conditional(({ client, library }, TableName) =>
      client.send(new library.UpdateCommand({ ...input, TableName })),
    );
  }

  /** False when the condition did not hold. */
  async putIf(input: NonNullable<Write['Put']>): Promise<boolean> {
    return this.#conditional(({ client, library }, TableName) =>
      client.send(new library.PutCommand({ ...input, TableName })),
    );
  }

  /** All of a query's items, page after page, read as they were last written. */
  async *query(input: Omit<QueryCommandInput, 'TableName' | 'ConsistentRead'>): AsyncGenerator<Item> {
    let start: Record<string, unknown> | undefined;
    do {
      const page = await this.#ask(({ client, library }, TableName) =>
        client.send(new library.QueryCommand({ ...input, TableName, ConsistentRead: true, ExclusiveStartKey: start })),
      );
      yield* (page.Items ?? []) as Item[];
      start = page.LastEvaluatedKey;
    } while (start);
  }

  async *scan(input: Omit<ScanCommandInput, 'TableName' | 'ConsistentRead'>): AsyncGenerator<Item> {
    let start: Record<string, unknown> | undefined;
    do {
      const page = await this.#ask(({ client, library }, TableName) =>
        client.send(new library.ScanCommand({ ...input, TableName, ConsistentRead: true, ExclusiveStartKey: start })),
      );
      yield* (page.Items ?? []) as Item[];
      start = page.LastEvaluatedKey;
    } while (start);
  }

  /** The items of these keys that exist, in no order. */
  async getAll(keys: readonly Key[]): Promise<Item[]> {
    const found: Item[] = [];
    for (let at = 0; at < keys.length; at += batch.reads) {
      let open: Record<string, unknown>[] = keys.slice(at, at + batch.reads).map(({ pk, sk }) => ({ pk, sk }));
      for (let attempt = 0; open.length > 0; attempt += 1) {
        await this.#pause(attempt);
        const answer: BatchGetCommandOutput = await this.#ask(({ client, library }, table) =>
          client.send(new library.BatchGetCommand({ RequestItems: { [table]: { Keys: open, ConsistentRead: true } } })),
        );
        found.push(...((answer.Responses?.[this.#options.table] ?? []) as Item[]));
        open = answer.UnprocessedKeys?.[this.#options.table]?.Keys ?? [];
      }
    }
    return found;
  }

  /** Puts and deletes, each by itself: what a batch leaves over is sent again. */
  async writeAll(writes: readonly ({ readonly put: Item } | { readonly delete: Key })[]): Promise<void> {
    for (let at = 0; at < writes.length; at += batch.writes) {
      let open = writes.slice(at, at + batch.writes).map(requestOf);
      for (let attempt = 0; open.length > 0; attempt += 1) {
        await this.#pause(attempt);
        const answer = await this.#ask(({ client, library }, table) =>
          client.send(new library.BatchWriteCommand({ RequestItems: { [table]: open } })),
        );
        open = (answer.UnprocessedItems?.[this.#options.table] ?? []) as typeof open;
      }
    }
  }

  /** All or nothing; false when a condition did not hold. Meeting another transaction, it is tried again. */
  async transact(writes: readonly Write[]): Promise<boolean> {
    const token = crypto.randomUUID();
    for (let attempt = 0; ; attempt += 1) {
      await this.#pause(attempt);
      try {
        await this.#send(({ client, library }, TableName) =>
          client.send(
            new library.TransactWriteCommand({
              TransactItems: writes.map(write => inTable(write, TableName)),
              // A repeat of a request that came through after all does nothing; one after a conflict is a new one.
              ClientRequestToken: attempt === 0 ? token : crypto.randomUUID(),
            }),
          ),
        );
        return true;
      } catch (error) {
        const codes = new Set(reasonsOf(error).map(reason => reason.Code));
        if (codes.has('ConditionalCheckFailed')) return false;
        const passing = ['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'];
        if (!passing.some(code => codes.has(code))) throw storeError(error, this.#name);
        if (attempt >= this.#conflicts) throw storeError(error, this.#name);
      }
    }
  }

  async close(): Promise<void> {
    (await this.#client)?.client.destroy();
  }

  get #name(): string {
    return 'The store';
  }

  get #conflicts(): number {
    return this.#options.maxConflicts ?? 10;
  }

  async #pause(attempt: number): Promise<void> {
    if (attempt > this.#conflicts) {
      const reason = 'it is asked too often at the moment. Try again in a minute.';
      throw new SophiaError('storage.failed', [], { store: this.#name, reason });
    }
    if (attempt > 0) await wait(backoff(attempt));
  }

  async #conditional(work: Work<unknown>): Promise<boolean> {
    try {
      await this.#send(work);
      return true;
    } catch (error) {
      if (isConditionFailed(error)) return false;
      throw storeError(error, this.#name);
    }
  }

  async #ask<T>(work: Work<T>): Promise<T> {
    try {
      return await this.#send(work);
    } catch (error) {
      throw storeError(error, this.#name);
    }
  }

  async #send<T>(work: Work<T>): Promise<T> {
    this.#client ??= connect(this.#options);
    return work(await this.#client, this.#options.table);
  }
}

type Work<T> = (connection: { client: DynamoDBDocumentClient; library: Library }, table: string) => Promise<T>;

async function connect(options: TableOptions): Promise<{ client: DynamoDBDocumentClient; library: Library }> {
  const library = await import('./client.ts');
  const client = library.DynamoDBDocumentClient.from(new library.DynamoDBClient(clientOptions(options)), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return { client, library };
}

const requestOf = (write: { readonly put: Item } | { readonly delete: Key }) =>
  'put' in write
    ? { PutRequest: { Item: { ...write.put } } }
    : { DeleteRequest: { Key: { pk: write.delete.pk, sk: write.delete.sk } } };

const inTable = (write: Write, TableName: string): TransactItem =>
  Object.fromEntries(Object.entries(write).map(([kind, request]) => [kind, { ...request, TableName }]));
