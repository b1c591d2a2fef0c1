import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FaultLog } from '../../core/semantic/model/faults.ts';
import { prepared } from '../../core/semantic/model/prepared.ts';
import { parseYaml } from '../../core/semantic/model/yaml.ts';
import { AthenaDouble } from '../doubles/aws/athena.ts';
import { CognitoDouble, type PoolUser, pool } from '../doubles/aws/cognito.ts';
import { type DynamoDouble, startDynamoDb } from '../doubles/aws/dynamodb.ts';
import { type S3Double, startS3 } from '../doubles/aws/s3.ts';
import type { ServiceDouble } from '../doubles/aws/server.ts';
import { type Published, startSns, topicArn } from '../doubles/aws/sns.ts';
import { writeParquet } from './parquet.ts';
import { shopModel } from './shop-model.ts';

/** The services that the platform stands on, doubled over HTTP, with a small shop in their lake. */
export interface Cloud {
  readonly athena: AthenaDouble;
  readonly s3: S3Double;
  readonly dynamo: DynamoDouble;
  readonly cognito: CognitoDouble;
  readonly sns: ServiceDouble;
  /** What subscribers of the topic were told. */
  readonly published: readonly Published[];
  /** The variables that a stack gives a function or a server. */
  readonly environment: Readonly<Record<string, string>>;
  /** Files that a stack puts beside the code of a function. */
  readonly files: Readonly<Record<string, string>>;
  /** What an image has in their place: the files as they were written. */
  readonly image: {
    readonly environment: Readonly<Record<string, string>>;
    readonly files: Readonly<Record<string, string>>;
  };
  stop(): Promise<void>;
}

export const ann: PoolUser = {
  username: 'ann',
  password: 'Correct-horse-1',
  email: 'ann@example.com',
  personas: 'executive, europe',
  groups: ['admin'],
  enabled: true,
};

/** Four sales of three products in two regions. */
export const salesQuery = `SELECT * FROM (VALUES
  (DATE '2026-01-05', 'Europe', 'Anvil', CAST(100.50 AS DECIMAL(12, 2))), (DATE '2026-01-20', 'Asia', 'Anvil', 50.25),
  (DATE '2026-02-03', 'Europe', 'Bellows', 20.00), (DATE '2026-02-11', 'Asia', 'Chisel', 30.00)
) t(day, region, product, amount)`;

const model = shopModel();

const personas = `
personas:
  - {name: executive, title: Executive, datasets: '*', metrics: '*', budget: {dollars_per_day: 1, dollars_per_query: 0.1}}
  - name: europe
    title: Europe Manager
    datasets: [sales]
    metrics: [revenue]
    row_filters: {sales: "sales.region = 'Europe'"}
    budget: {dollars_per_day: 1, dollars_per_query: 0.1}
`;

/** A dashboard that is put in place at the start. */
const sales = `
version: 1
id: sales
title: Sales
model: shop
theme: {mode: system, density: comfortable}
features: []
filters: []
tiles:
  - {id: total, kind: number, title: Revenue, at: {x: 0, y: 0, w: 3, h: 2}, plan: {measures: [{name: revenue, metric: revenue}]}}
  - id: regions
    kind: bar
    title: Revenue by region
    at: {x: 3, y: 0, w: 6, h: 4}
    plan: {dimensions: [{field: sales.region}], measures: [{name: revenue, metric: revenue}]}
`;

const preparedText = (text: string): string => prepared(parseYaml(text, new FaultLog('file'))!);

/** Doubles of all services, and `folder` with the shop's files. */
export async function startCloud(folder: string): Promise<Cloud> {
  const [modelFile, personasFile, dashboardFile, table] = [
    ...['model.yaml.json', 'personas.yaml.json', 'dashboard.yaml', 'sales.parquet'].map(name => join(folder, name)),
  ];
  writeFileSync(modelFile!, preparedText(model));
  writeFileSync(personasFile!, preparedText(personas));
  writeFileSync(dashboardFile!, sales);
  const [modelYaml, personasYaml] = [join(folder, 'model.yaml'), join(folder, 'personas.yaml')];
  writeFileSync(modelYaml, model);
  writeFileSync(personasYaml, personas);
  await writeParquet({ [table!]: salesQuery });
  const published: Published[] = [];
  const [s3, dynamo, cognito, sns] = await Promise.all([
    ...([startS3(), startDynamoDb(), CognitoDouble.open([ann]), startSns(published)] as const),
  ]);
  s3.objects.set('lake/sales/a.parquet', { bytes: readFileSync(table!), modifiedAt: new Date('2026-02-12T00:00:00Z') });
  const athena = await AthenaDouble.open([
    {
      name: 'sales',
      query: `SELECT * FROM read_parquet('${table}')`,
      location: 's3://lake/sales',
      columns: [
        { name: 'day', type: 'date', bytes: 20 },
        { name: 'region', type: 'string', bytes: 30 },
        { name: 'product', type: 'string', bytes: 40 },
        { name: 'amount', type: 'decimal(12,2)', bytes: 50 },
      ],
    },
  ]);
  return {
    ...{ athena, s3, dynamo, cognito, sns, published },
    environment: {
      SOPHIA_ENVIRONMENT: 'test',
      SOPHIA_MODEL_FILE: 'models/model.yaml.json',
      SOPHIA_PERSONAS_FILE: 'models/personas.yaml.json',
      SOPHIA_SESSIONS_TABLE: 'sessions',
      SOPHIA_CONVERSATIONS_TABLE: 'conversations',
      SOPHIA_LEDGER_TABLE: 'ledger',
      SOPHIA_AUDIT_TABLE: 'audit',
      SOPHIA_DASHBOARDS_TABLE: 'dashboards',
      SOPHIA_DASHBOARDS_FOLDER: 'models/dashboards',
      SOPHIA_RESULTS_BUCKET: 'results',
      SOPHIA_DOCUMENTS_BUCKET: 'documents',
      SOPHIA_PAGE_URL: 'https://dashboards.example.com',
      SOPHIA_ALARM_TOPIC_ARN: topicArn,
      SOPHIA_ATHENA_DATABASE: 'shop',
      SOPHIA_ATHENA_WORKGROUPS: JSON.stringify({ executive: 'shop-executive', europe: 'shop-europe' }),
      SOPHIA_USER_POOL_ID: pool.userPoolId,
      SOPHIA_USER_POOL_CLIENT_ID: pool.clientId,
      AWS_ENDPOINT_URL_ATHENA: athena.url,
      AWS_ENDPOINT_URL_S3: s3.url,
      AWS_ENDPOINT_URL_DYNAMODB: dynamo.url,
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito.url,
      AWS_ENDPOINT_URL_SNS: sns.url,
    },
    files: {
      'models/model.yaml.json': modelFile!,
      'models/personas.yaml.json': personasFile!,
      'models/dashboards/sales.yaml': dashboardFile!,
    },
    image: {
      environment: { SOPHIA_MODEL_FILE: 'models/model.yaml', SOPHIA_PERSONAS_FILE: 'models/personas.yaml' },
      files: {
        'models/model.yaml': modelYaml,
        'models/personas.yaml': personasYaml,
        'models/dashboards/sales.yaml': dashboardFile!,
      },
    },
    async stop() {
      await Promise.all([athena, s3, dynamo, cognito, sns].map(double => double.stop()));
    },
  };
}
