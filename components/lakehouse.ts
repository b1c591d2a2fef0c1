import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import * as v from 'valibot';
import { checkArguments, defined, type Fault, faultsOf } from './internal/arguments.ts';
import { copyToRegion } from './internal/bucket-replication.ts';
import { dataKey } from './internal/data-key.ts';
import { glueTable, glueType, type LakeTable } from './internal/glue-table.ts';
import { wholeNumber } from './internal/limits.ts';
import { logBucket } from './internal/log-bucket.ts';
import { privateBucket } from './internal/private-bucket.ts';

export type { LakeColumn, LakeTable } from './internal/glue-table.ts';

export interface LakehouseArgs {
  /** Name of the database in Glue. Default `sophia`. */
  readonly databaseName?: string | undefined;
  /** Tables over Parquet in the curated bucket. Default none. */
  readonly tables?: readonly LakeTable[] | undefined;
  /** A workgroup of Athena for each persona: name -> bytes that one query may scan, 10 MiB or more. Default none. */
  readonly personas?: Readonly<Record<string, number>> | undefined;
  /** Days until raw data moves to rarely-read storage. Default 30. */
  readonly rawDays?: number | undefined;
  /** Days that results of queries are kept. Default 7. */
  readonly resultDays?: number | undefined;
  /** Days that former versions of objects are kept. Default 30. */
  readonly versionDays?: number | undefined;
  /** Region with a copy of raw and curated data and of documents, such as `us-west-2`. Default none. */
  readonly replicaRegion?: string | undefined;
  /** Notes who read and wrote objects. Default true. */
  readonly accessLogs?: boolean | undefined;
  /** `pulumi destroy` deletes what is in the buckets: for trials alone. Default false. */
  readonly emptyOnDelete?: boolean | undefined;
}

export interface LakeBucket {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
}

const defaults = {
  databaseName: 'sophia',
  tables: [] as readonly LakeTable[],
  personas: {} as Readonly<Record<string, number>>,
  rawDays: 30,
  resultDays: 7,
  versionDays: 30,
  accessLogs: true,
  emptyOnDelete: false,
};

const lowerName = v.pipe(
  v.string(),
  v.regex(/^[a-z_][a-z0-9_]{0,254}$/, 'it is no name in Glue | Use small letters, digits and _.'),
);
const schema = v.object({
  databaseName: lowerName,
  tables: v.array(
    v.object({
      name: lowerName,
      columns: v.pipe(
        v.array(v.object({ name: lowerName, type: glueType })),
        v.minLength(1, 'there are none | Name at least one column.'),
      ),
      location: v.optional(
        v.pipe(v.string(), v.regex(/^[\w./=-]+\/$/, 'it is no prefix of a bucket | Write it as orders/.')),
      ),
    }),
  ),
  personas: v.record(
    v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, 'it is no name of a persona | Use letters, digits, _ and -.')),
    v.pipe(
      v.number(),
      v.safeInteger('it is no whole number of bytes | Give bytes, such as 1000000000.'),
      v.minValue(10 * 1024 ** 2, 'Athena takes no limit below 10 MiB | Give 10485760 bytes or more.'),
    ),
  ),
  rawDays: wholeNumber(30, 3_650),
  resultDays: wholeNumber(1, 3_650),
  versionDays: wholeNumber(1, 3_650),
  replicaRegion: v.optional(
    v.pipe(v.string(), v.regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'it is no region of AWS | Write it as us-west-2.')),
  ),
});

/**
 * Data at rest and what queries it: raw, curated and result buckets, one for documents that people add, a catalog of the
 * tables, and a workgroup of Athena for each persona that stops queries which would scan more than it may.
 *
 * **Cost**: key $1.00; storage $0.023 a GB, rarely read raw data $0.0125; Athena $5.00 a TB scanned; catalog free up to
 * a million objects; a replica region as much again, its key $1.00 and $0.02 a GB moved.
 * (aws.amazon.com/s3/pricing, /athena/pricing, /glue/pricing, us-east-1, November 2026)
 */
export class Lakehouse extends pulumi.ComponentResource {
  readonly buckets: Readonly<Record<'raw' | 'curated' | 'results' | 'documents', LakeBucket>>;
  readonly databaseName: pulumi.Output<string>;
  /** By the persona's name. */
  readonly workgroups: Readonly<Record<string, LakeBucket>>;
  readonly keyArn: pulumi.Output<string>;

  /** @throws RunError that lists all wrong arguments; nothing is registered */
  constructor(name: string, given: LakehouseArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const args = { ...defaults, ...defined(given) };
    checkArguments('Lakehouse', name, lakehouseFaults(args));
    super('sophia:data:Lakehouse', name, {}, opts);
    const child = { parent: this };

    const key = dataKey(name, `Data of ${name}`, child);
    const logs = args.accessLogs ? accessLogs(name, args, child) : undefined;
    const bucket = (part: keyof typeof lifecycles) =>
      privateBucket(
        `${name}-${part}`,
        { keyArn: key.arn, rules: lifecycles[part](args), logs, emptyOnDelete: args.emptyOnDelete },
        child,
      );
    const made = {
      raw: bucket('raw'),
      curated: bucket('curated'),
      results: bucket('results'),
      documents: bucket('documents'),
    };
    if (args.replicaRegion) {
      const { raw, curated, documents } = made;
      const { versionDays, emptyOnDelete, replicaRegion: region } = args;
      copyToRegion(name, { raw, curated, documents }, { key, region, versionDays, emptyOnDelete }, child);
    }
    const database = new aws.glue.CatalogDatabase(
      `${name}-database`,
      { name: args.databaseName, locationUri: pulumi.interpolate`s3://${made.curated.bucket.bucket}/` },
      child,
    );
    for (const table of args.tables) glueTable(name, table, database, made.curated.bucket, child);
    const groups = Object.entries(args.personas).map(([persona, bytes]) => {
      const group = workgroup(name, persona, bytes, made.results.bucket, key, args, child);
      return [persona, { name: group.name, arn: group.arn }] as const;
    });

    const outputs = ({ bucket: { bucket, arn } }: { bucket: aws.s3.Bucket }) => ({ name: bucket, arn });
    this.buckets = {
      raw: outputs(made.raw),
      curated: outputs(made.curated),
      results: outputs(made.results),
      documents: outputs(made.documents),
    };
    this.databaseName = database.name;
    this.workgroups = Object.fromEntries(groups);
    this.keyArn = key.arn;
    this.registerOutputs({
      buckets: this.buckets,
      databaseName: this.databaseName,
      workgroups: this.workgroups,
      keyArn: this.keyArn,
    });
  }
}

/** All that is wrong with arguments, for who wants to know before anything is registered. */
export function lakehouseFaults(given: LakehouseArgs): Fault[] {
  const args = { ...defaults, ...defined(given) };
  return [...faultsOf(schema, args), ...doubleFaults(args)];
}

type Checked = LakehouseArgs & typeof defaults;
type Child = pulumi.CustomResourceOptions;

function doubleFaults({ tables }: Checked): Fault[] {
  const faults: Fault[] = [];
  tables.forEach((table, index) => {
    const path = `tables[${index}]`;
    if (tables.findIndex(other => other.name === table.name) !== index) {
      faults.push({ path: `${path}.name`, reason: `${table.name} is there twice`, mend: 'Name each table once.' });
    }
    table.columns.forEach((column, at) => {
      if (table.columns.findIndex(other => other.name === column.name) === at) return;
      const reason = `${column.name} is there twice`;
      faults.push({ path: `${path}.columns[${at}].name`, reason, mend: 'Name each column once.' });
    });
  });
  return faults;
}

/** How long objects stay, and where. Former versions and uploads that were never finished go in any case. */
const lifecycles = {
  raw: ({ rawDays, versionDays }: Checked) => [
    kept('rarely-read', versionDays, { transitions: [{ days: rawDays, storageClass: 'STANDARD_IA' }] }),
  ],
  curated: ({ versionDays }: Checked) => [kept('former-versions', versionDays, {})],
  documents: ({ versionDays }: Checked) => [kept('former-versions', versionDays, {})],
  results: ({ resultDays }: Checked) => [kept('expire', 1, { expiration: { days: resultDays } })],
};

const kept = (id: string, versionDays: number, rest: Partial<aws.types.input.s3.BucketLifecycleConfigurationRule>) => ({
  id,
  status: 'Enabled',
  filter: { prefix: '' },
  noncurrentVersionExpiration: { noncurrentDays: versionDays },
  abortIncompleteMultipartUpload: { daysAfterInitiation: 3 },
  ...rest,
});

const accessLogs = (name: string, { emptyOnDelete }: Checked, child: Child) =>
  logBucket(`${name}-access-logs`, { service: 'logging.s3.amazonaws.com', days: 90, emptyOnDelete }, child).policy;

/** Its settings can't be overridden by who sends the query. */
function workgroup(
  name: string,
  persona: string,
  bytes: number,
  results: aws.s3.Bucket,
  key: aws.kms.Key,
  { emptyOnDelete }: Checked,
  child: Child,
): aws.athena.Workgroup {
  const { accountId } = aws.getCallerIdentityOutput({}, child);
  return new aws.athena.Workgroup(
    `${name}-${persona}`,
    {
      description: `Queries of ${persona}`,
      tags: { Persona: persona },
      forceDestroy: emptyOnDelete,
      configuration: {
        enforceWorkgroupConfiguration: true,
        publishCloudwatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: bytes,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: {
          outputLocation: pulumi.interpolate`s3://${results.bucket}/athena/${persona}/`,
          expectedBucketOwner: accountId,
          encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKeyArn: key.arn },
        },
      },
    },
    child,
  );
}
