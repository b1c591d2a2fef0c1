import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Grant, Statement } from './policy.ts';

interface Encrypted {
  readonly arn: pulumi.Input<string>;
  /** The customer's key that it is encrypted with, if any. */
  readonly keyArn?: pulumi.Input<string> | undefined;
}
export interface TableTarget extends Encrypted {
  readonly kind: 'table';
}
export interface BucketTarget extends Encrypted {
  readonly kind: 'bucket';
  /** Only objects under this prefix, such as `curated/`. Default all. */
  readonly prefix?: string | undefined;
}
export interface TopicTarget extends Encrypted {
  readonly kind: 'topic';
}
export interface ModelTarget {
  readonly kind: 'model';
  readonly id: string;
}
export interface FunctionTarget {
  readonly kind: 'function';
  readonly arn: pulumi.Input<string>;
}

type Arn = pulumi.Input<string>;

/** A DynamoDB table and its indexes. */
export const table = (arn: Arn, keyArn?: Arn): TableTarget => ({ kind: 'table', arn, keyArn });
/** An S3 bucket, or what is under a prefix of it. */
export const bucket = (arn: Arn, options: { keyArn?: Arn; prefix?: string } = {}): BucketTarget => ({
  kind: 'bucket',
  arn,
  ...options,
});
/** An SNS topic. */
export const topic = (arn: Arn, keyArn?: Arn): TopicTarget => ({ kind: 'topic', arn, keyArn });
/** A model of Bedrock, or an inference profile such as `us.anthropic.…`, by its id. */
export const model = (id: string): ModelTarget => ({ kind: 'model', id });
/** A Lambda function, by its ARN or its alias's. */
export const lambdaFunction = (arn: Arn): FunctionTarget => ({ kind: 'function', arn });

/** Reads items or objects. */
export function read(target: TableTarget | BucketTarget): Grant {
  const statements =
    target.kind === 'table'
      ? [onTable(target, ['GetItem', 'BatchGetItem', 'Query', 'Scan', 'ConditionCheckItem', 'DescribeTable'])]
      : [...onBucket(target), onObjects(target, ['s3:GetObject'])];
  return { statements: [...statements, ...onKey(target.keyArn, ['kms:Decrypt'])] };
}

/** Writes and deletes items or objects; to read them too, give `read` as well. */
export function write(target: TableTarget | BucketTarget): Grant {
  const statements =
    target.kind === 'table'
      ? [onTable(target, ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'ConditionCheckItem'])]
      : [onObjects(target, ['s3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'])];
  return { statements: [...statements, ...onKey(target.keyArn, ['kms:Decrypt', 'kms:GenerateDataKey'])] };
}

/** Adds items and neither updates nor deletes any; a condition of the writer keeps it from putting one over another. */
export const append = (target: TableTarget): Grant => ({
  statements: [
    { actions: ['dynamodb:PutItem'], resources: [target.arn] },
    ...onKey(target.keyArn, ['kms:Decrypt', 'kms:GenerateDataKey']),
  ],
});

/**
 * Asks a model, or calls a function.
 * @param options how AWS is asked whose account a model's profiles are in; default by the program's default provider
 */
export function invoke(target: ModelTarget | FunctionTarget, options?: pulumi.InvokeOptions): Grant {
  if (target.kind === 'function') {
    return { statements: [{ actions: ['lambda:InvokeFunction'], resources: [target.arn] }] };
  }
  const actions = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'];
  return { statements: [{ actions, resources: modelArns(target.id, options) }] };
}

/** Runs statements in a workgroup of Athena over a database of Glue; grant the buckets' objects besides. */
export function query(workgroup: { readonly arn: Arn }, databaseName: pulumi.Input<string>): Grant {
  const glue = pulumi.all([workgroup.arn, databaseName]).apply(([arn, database]) => {
    // The catalog is that of the workgroup's account and region.
    const inGlue = (resource: string) => arn.replace(/:athena:(.*):workgroup\/.*$/, `:glue:$1:${resource}`);
    return [inGlue('catalog'), inGlue(`database/${database}`), inGlue(`table/${database}/*`)];
  });
  const catalog = pulumi
    .output(workgroup.arn)
    .apply(arn => arn.replace(/:workgroup\/.*$/, ':datacatalog/AwsDataCatalog'));
  return {
    statements: [
      {
        actions: [
          'StartQueryExecution',
          'GetQueryExecution',
          'GetQueryResults',
          'StopQueryExecution',
          'GetWorkGroup',
        ].map(action => `athena:${action}`),
        resources: [workgroup.arn],
      },
      // What tables there are is asked of Athena, which asks Glue in the same name.
      { actions: ['athena:GetDataCatalog', 'athena:ListTableMetadata'], resources: [catalog] },
      {
        actions: ['GetDatabase', 'GetTable', 'GetTables', 'GetPartition', 'GetPartitions', 'BatchGetPartition'].map(
          action => `glue:${action}`,
        ),
        resources: [glue[0]!, glue[1]!, glue[2]!],
      },
    ],
  };
}

/** Publishes to a topic. */
export const publish = (target: TopicTarget): Grant => ({
  statements: [
    { actions: ['sns:Publish'], resources: [target.arn] },
    ...onKey(target.keyArn, ['kms:Decrypt', 'kms:GenerateDataKey']),
  ],
});

/** Reads the value of a secret. */
export const secret = (arn: Arn, keyArn?: Arn): Grant => ({
  statements: [
    { actions: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'], resources: [arn] },
    ...onKey(keyArn, ['kms:Decrypt']),
  ],
});

/** Signs people of a Cognito pool in and out on the server's side. */
export const signIn = (userPoolArn: Arn): Grant => ({
  statements: [
    {
      actions: [
        'AdminInitiateAuth',
        'AdminRespondToAuthChallenge',
        'AdminGetUser',
        'AdminListGroupsForUser',
        'AdminUserGlobalSignOut',
      ].map(action => `cognito-idp:${action}`),
      resources: [userPoolArn],
    },
  ],
});

/** Reads what the account spent. */
export const readCosts = (): Grant => ({
  statements: [
    {
      actions: ['ce:GetCostAndUsage', 'ce:GetCostForecast'],
      resources: ['*'],
      everyResource: 'Cost Explorer has no resources: its figures are the account’s',
    },
  ],
});

/** Writes metrics of one namespace. */
export const measure = (namespace: string): Grant => ({
  statements: [
    {
      actions: ['cloudwatch:PutMetricData'],
      resources: ['*'],
      conditions: { StringEquals: { 'cloudwatch:namespace': namespace } },
      everyResource: 'metrics have no ARN; the condition narrows it to the namespace',
    },
  ],
});

/** Reads statistics of metrics. */
export const readMetrics = (): Grant => ({
  statements: [
    {
      actions: ['cloudwatch:GetMetricData', 'cloudwatch:GetMetricStatistics'],
      resources: ['*'],
      everyResource: 'metrics have no ARN',
    },
  ],
});

/** Runs statements on a Redshift Serverless workgroup through the Data API, and sees its own statements alone. */
export const queryRedshift = (workgroupArn: Arn): Grant => ({
  statements: [
    {
      actions: [
        'redshift-data:ExecuteStatement',
        'redshift-data:BatchExecuteStatement',
        'redshift-serverless:GetCredentials',
      ],
      resources: [workgroupArn],
    },
    {
      actions: ['redshift-data:DescribeStatement', 'redshift-data:GetStatementResult', 'redshift-data:CancelStatement'],
      resources: ['*'],
      everyResource: 'statements have no ARN; the service shows a session its own alone',
    },
  ],
});

const onTable = ({ arn }: TableTarget, actions: readonly string[]): Statement => ({
  actions: actions.map(action => `dynamodb:${action}`),
  resources: [arn, pulumi.interpolate`${arn}/index/*`],
});

const onBucket = ({ arn, prefix }: BucketTarget): Statement[] => [
  {
    actions: ['s3:ListBucket'],
    resources: [arn],
    ...(prefix && { conditions: { StringLike: { 's3:prefix': `${prefix}*` } } }),
  },
  { actions: ['s3:GetBucketLocation'], resources: [arn] },
];

const onObjects = ({ arn, prefix = '' }: BucketTarget, actions: readonly string[]): Statement => ({
  actions,
  resources: [pulumi.interpolate`${arn}/${prefix}*`],
});

const onKey = (keyArn: Arn | undefined, actions: readonly string[]): Statement[] =>
  keyArn === undefined ? [] : [{ actions, resources: [keyArn] }];

/**
 * A profile routes to the model in several regions, so both are granted, in whichever region. The parts of a profile's
 * id after the first name the model.
 */
function modelArns(id: string, options: pulumi.InvokeOptions | undefined): pulumi.Input<string>[] {
  const { partition } = aws.getPartitionOutput({}, options);
  const routed = /^(us|eu|apac|jp|au|us-gov|global)\.(.+)$/.exec(id);
  const base = pulumi.interpolate`arn:${partition}:bedrock:*:`;
  if (!routed) return [pulumi.interpolate`${base}:foundation-model/${id}`];
  const { accountId } = aws.getCallerIdentityOutput({}, options);
  return [
    pulumi.interpolate`${base}${accountId}:inference-profile/${id}`,
    pulumi.interpolate`${base}:foundation-model/${routed[2]!}`,
  ];
}
