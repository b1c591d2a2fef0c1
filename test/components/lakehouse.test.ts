import { describe, expect, test } from '@jest/globals';
import { Lakehouse, type LakehouseArgs } from '../../components/lakehouse.ts';
import { type Graph, type Inputs, register } from './harness.ts';

const args: LakehouseArgs = {
  databaseName: 'supply_chain',
  tables: [
    {
      name: 'product',
      comment: 'What is sold',
      columns: [
        { name: 'product_id', type: 'bigint', comment: 'Key' },
        { name: 'price', type: 'decimal(18,2)' },
      ],
    },
  ],
  personas: { analyst: 10_000_000_000 },
};
const made = (some: LakehouseArgs = {}, preview = false): Promise<Graph> =>
  register(() => new Lakehouse('lake', { ...args, ...some }), { preview });
const names = (graph: Graph): string[] => graph.resources.map(({ name }) => name).toSorted();
const ofBucket = (name: string): string[] => [
  name,
  ...['access', 'encryption', 'versioning', 'lifecycle', 'events', 'policy'].map(part => `${name}-${part}`),
];
const ofData = (name: string): string[] => [...ofBucket(name), `${name}-ownership`, `${name}-logging`];

describe('Lakehouse', () => {
  test('is four buckets, one for their access logs, a catalog and a workgroup for each persona', async () => {
    const graph = await made();
    expect(names(graph)).toEqual(
      [
        'lake',
        'lake-key',
        'lake-database',
        'lake-table-product',
        'lake-analyst',
        ...['lake-raw', 'lake-curated', 'lake-results', 'lake-documents'].flatMap(ofData),
        ...ofBucket('lake-access-logs'),
      ].toSorted(),
    );
    for (const { name, parent } of graph.resources.filter(one => one.name !== 'lake')) {
      expect(`${name} below ${parent}`).toBe(`${name} below ${graph.named('lake').urn}`);
    }
  });

  test.each(['raw', 'curated', 'results', 'documents'])(
    '%s is closed, encrypted by the key, versioned, and spoken to by TLS',
    async part => {
      const graph = await made();
      expect(graph.named(`lake-${part}-access`).inputs).toMatchObject({
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      });
      expect(graph.named(`lake-${part}-encryption`).inputs['rules']).toEqual([
        {
          applyServerSideEncryptionByDefault: {
            sseAlgorithm: 'aws:kms',
            kmsMasterKeyId: 'arn:aws:test:us-east-1:123456789012:lake-key',
          },
          bucketKeyEnabled: true,
        },
      ]);
      expect(graph.named(`lake-${part}-versioning`).inputs).toMatchObject({
        versioningConfiguration: { status: 'Enabled' },
      });
      const { Statement } = JSON.parse(graph.named(`lake-${part}-policy`).inputs['policy'] as string) as {
        Statement: Inputs[];
      };
      expect(Statement.map(({ Effect, Condition }) => [Effect, Condition])).toEqual([
        ['Deny', { Bool: { 'aws:SecureTransport': 'false' } }],
        ['Deny', { NumericLessThan: { 's3:TlsVersion': '1.2' } }],
      ]);
      expect(graph.named(`lake-${part}`).inputs['forceDestroy']).toBe(false);
    },
  );

  test('raw data becomes cheaper, results go, documents stay, former versions go', async () => {
    const graph = await made({ rawDays: 60, resultDays: 3, versionDays: 14 });
    const rule = (part: string) => (graph.named(`lake-${part}-lifecycle`).inputs['rules'] as Inputs[])[0]!;
    expect(rule('raw')).toMatchObject({
      transitions: [{ days: 60, storageClass: 'STANDARD_IA' }],
      noncurrentVersionExpiration: { noncurrentDays: 14 },
    });
    for (const part of ['curated', 'documents']) {
      expect([rule(part)['expiration'], rule(part)['transitions']]).toEqual([undefined, undefined]);
    }
    expect(rule('results')).toMatchObject({ expiration: { days: 3 } });
  });

  test('S3 alone may write to the bucket of logs, for this account', async () => {
    const { Statement } = JSON.parse((await made()).named('lake-access-logs-policy').inputs['policy'] as string) as {
      Statement: Inputs[];
    };
    expect(Statement.filter(({ Effect }) => Effect === 'Allow')).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'logging.s3.amazonaws.com' },
        Action: ['s3:PutObject'],
        Resource: 'arn:aws:test:us-east-1:123456789012:lake-access-logs/*',
        Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
      },
    ]);
  });

  test('a table lies in the curated bucket under its name, as Parquet', async () => {
    expect((await made()).named('lake-table-product').inputs).toMatchObject({
      name: 'product',
      description: 'What is sold',
      tableType: 'EXTERNAL_TABLE',
      storageDescriptor: {
        columns: [
          { name: 'product_id', type: 'bigint', comment: 'Key' },
          { name: 'price', type: 'decimal(18,2)' },
        ],
        serDeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
      },
    });
  });

  test('a persona’s queries stop at its limit, and nobody can write results elsewhere', async () => {
    const { inputs } = (await made()).named('lake-analyst');
    expect(inputs['configuration']).toMatchObject({
      enforceWorkgroupConfiguration: true,
      bytesScannedCutoffPerQuery: 10_000_000_000,
      resultConfiguration: {
        expectedBucketOwner: '123456789012',
        encryptionConfiguration: { encryptionOption: 'SSE_KMS' },
      },
    });
  });

  test('raw and curated data and documents are copied to another region, with a copy of the key', async () => {
    const graph = await made({ replicaRegion: 'us-west-2' });
    const more = names(graph).filter(
      name => name.includes('replica') || name.includes('copy') || name.includes('us-west-2'),
    );
    expect(more).toEqual(
      [
        'lake-key-us-west-2',
        ...['raw', 'curated', 'documents'].flatMap(part => [
          ...ofBucket(`lake-${part}-replica`),
          `lake-${part}-replica-ownership`,
          ...['copy', 'copy-role', 'copy-policy'].map(some => `lake-${part}-${some}`),
        ]),
      ].toSorted(),
    );
    for (const name of ['lake-raw-replica', 'lake-curated-replica-events', 'lake-key-us-west-2']) {
      expect(graph.named(name).inputs['region']).toBe('us-west-2');
    }
    const actions = graph.statements().flatMap(statement => statement.actions);
    expect(actions).toContain('s3:ReplicateObject');
    expect(actions.filter(action => action.includes('*'))).toEqual([]);
  });

  test('is the same in a preview', async () => {
    const more = { replicaRegion: 'us-west-2' };
    expect(names(await made(more, true))).toEqual(names(await made(more)));
  });

  test('tells all that is wrong at once and registers nothing', async () => {
    const column = { name: 'a', type: 'bigint' };
    const wrong: LakehouseArgs = {
      databaseName: 'Supply',
      tables: [
        { name: 'product', columns: [column, column] },
        { name: 'product', columns: [{ name: 'b', type: 'number' }], location: '/product' },
        { name: 'empty', columns: [] },
      ],
      personas: { analyst: 100 },
      rawDays: 1,
      replicaRegion: 'Oregon',
    };
    const graph = await register(() => {
      let told = '';
      try {
        new Lakehouse('lake', wrong);
      } catch (error) {
        told = (error as Error).message;
      }
      expect([...told.matchAll(/^ {2}([\w.[\]]+): /gm)].map(([, path]) => path).toSorted()).toEqual(
        [
          'databaseName',
          'personas.analyst',
          'rawDays',
          'replicaRegion',
          'tables.1.columns.0.type',
          'tables.1.location',
          'tables.2.columns',
          'tables[0].columns[1].name',
          'tables[1].name',
        ].toSorted(),
      );
    });
    expect(graph.resources).toEqual([]);
  });
});
