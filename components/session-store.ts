import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import * as v from 'valibot';
import { checkArguments, defined, faultsOf } from './internal/arguments.ts';
import { copyOfKey, dataKey } from './internal/data-key.ts';
import { wholeNumber } from './internal/limits.ts';

/** What is kept in tables of their own. */
const storeTables = ['sessions', 'conversations', 'dashboards', 'ledger', 'audit'] as const;
export type StoreTable = (typeof storeTables)[number];

export interface SessionStoreArgs {
  /** AWS refuses to delete the tables. Default true. */
  readonly deletionProtection?: boolean | undefined;
  /** Days back that every table can be restored to, to the second, 1 to 35. Default 35. */
  readonly recoveryDays?: number | undefined;
  /** Further regions that hold a copy, such as `us-west-2`, kept the same within seconds. Default none. */
  readonly replicaRegions?: readonly string[] | undefined;
}

export interface StoredTable {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
}

const defaults = { deletionProtection: true, recoveryDays: 35, replicaRegions: [] as readonly string[] };
const schema = v.object({
  recoveryDays: wholeNumber(1, 35),
  replicaRegions: v.pipe(
    v.array(v.pipe(v.string(), v.regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'it is no region of AWS | Write it as us-west-2.'))),
    v.check(regions => new Set(regions).size === regions.length, 'a region is named twice | Name each once.'),
  ),
});

/**
 * What must survive a restart: sessions, conversations, dashboards, the ledger of costs and the audit log. Tables are paid
 * by request, encrypted by a key of their own and can be restored to any second of the last weeks.
 *
 * Every table has the keys `pk` and `sk`, and forgets items once their `expires_at` (seconds since 1970) has passed.
 *
 * **Cost**: one key $1.00; nothing else at rest. A million writes of 1 KB $0.625, a million reads $0.125, a GB $0.25 and
 * its recovery $0.20; each replica region as much again and $1.00 for its key.
 * (aws.amazon.com/dynamodb/pricing/on-demand, us-east-1, November 2026)
 */
export class SessionStore extends pulumi.ComponentResource {
  readonly tables: Readonly<Record<StoreTable, StoredTable>>;
  readonly keyArn: pulumi.Output<string>;

  /** @throws RunError that lists all wrong arguments; nothing is registered */
  constructor(name: string, given: SessionStoreArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const args = { ...defaults, ...defined(given) };
    checkArguments('SessionStore', name, faultsOf(schema, args));
    super('sophia:storage:SessionStore', name, {}, opts);
    const child = { parent: this };

    const key = dataKey(name, `Sessions, conversations, dashboards, ledger and audit log of ${name}`, child);
    const replicas = args.replicaRegions.map(region => replicaIn(region, name, key, child));
    const made = storeTables.map(table => [table, storeTable(`${name}-${table}`, args, key, replicas, child)] as const);

    this.tables = Object.fromEntries(made.map(([table, { name, arn }]) => [table, { name, arn }])) as Record<
      StoreTable,
      StoredTable
    >;
    this.keyArn = key.arn;
    this.registerOutputs({ tables: this.tables, keyArn: this.keyArn });
  }
}

type Checked = SessionStoreArgs & typeof defaults;
type Replica = aws.types.input.dynamodb.TableReplica;

function storeTable(
  name: string,
  { deletionProtection, recoveryDays }: Checked,
  key: aws.kms.Key,
  replicas: readonly Replica[],
  child: pulumi.CustomResourceOptions,
): aws.dynamodb.Table {
  return new aws.dynamodb.Table(
    name,
    {
      billingMode: 'PAY_PER_REQUEST',
      hashKey: 'pk',
      rangeKey: 'sk',
      attributes: ['pk', 'sk'].map(attribute => ({ name: attribute, type: 'S' })),
      ttl: { attributeName: 'expires_at', enabled: true },
      pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: recoveryDays },
      serverSideEncryption: { enabled: true, kmsKeyArn: key.arn },
      deletionProtectionEnabled: deletionProtection,
      // Copies in other regions are made from the stream of changes.
      ...(replicas.length > 0 && {
        streamEnabled: true,
        streamViewType: 'NEW_AND_OLD_IMAGES',
        replicas: [...replicas],
      }),
    },
    child,
  );
}

/** A copy of the key, by which a copy of each table is encrypted there. */
function replicaIn(region: string, name: string, key: aws.kms.Key, child: pulumi.CustomResourceOptions): Replica {
  return {
    regionName: region,
    kmsKeyArn: copyOfKey(name, key, region, child).arn,
    pointInTimeRecovery: true,
    propagateTags: true,
  };
}
