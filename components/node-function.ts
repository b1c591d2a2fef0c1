import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import * as v from 'valibot';
import { checkArguments, defined, type Fault, faultsOf, required } from './internal/arguments.ts';
import { type Bundle, bundle } from './internal/bundle.ts';
import { deployGradually } from './internal/gradual-shift.ts';
import { retentionDays, wholeNumber } from './internal/limits.ts';
import { type Grant, policyDocument, trust } from './internal/policy.ts';
import { runOnSchedule } from './internal/schedule.ts';
import { type FunctionVpc, joinVpc, vpcGrant } from './internal/vpc-access.ts';

export interface NodeFunctionArgs {
  /** TypeScript or JavaScript module that exports `handler`, relative to the folder of the program. */
  readonly entry: string;
  /** What the console shows. Default the entry. */
  readonly description?: string | undefined;
  /** Further files of the archive, such as models: path there -> path of the file. Default none. */
  readonly files?: Readonly<Record<string, string>> | undefined;
  /** Variables of the environment; never a secret, give the ARN of one. Default none. */
  readonly environment?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
  /** Customer's key of the environment's variables. Default the account's key of Lambda. */
  readonly environmentKeyArn?: pulumi.Input<string> | undefined;
  /** What the function may do beyond writing its own logs and traces. Default nothing. */
  readonly grants?: readonly Grant[] | undefined;
  /** MiB; processor time grows with it. Default 512. */
  readonly memoryMegabytes?: number | undefined;
  /** Seconds after which a call is stopped. Default 29, what API Gateway waits. */
  readonly timeoutSeconds?: number | undefined;
  /** Days that logs are kept. Default 30. */
  readonly logRetentionDays?: number | undefined;
  /** Customer's key of the logs; its policy must allow CloudWatch Logs. Default the service's own key. */
  readonly logKeyArn?: pulumi.Input<string> | undefined;
  /** Calls at a time at most, set aside in the account. Default not limited. */
  readonly reservedConcurrency?: number | undefined;
  /** Started instances that wait behind the live alias. Default 0. */
  readonly provisionedConcurrency?: number | undefined;
  /** Keeps asynchronous calls that failed for good, 14 days. Default true. */
  readonly deadLetterQueue?: boolean | undefined;
  /** The private network that the function reaches into. Default none. */
  readonly vpc?: FunctionVpc | undefined;
  /** When it runs by itself, UTC: `rate(…)` or `cron(…)`. Default never. */
  readonly schedule?: string | undefined;
  /** CodeDeploy moves the live alias to a new version step by step. Default at once, by Pulumi. */
  readonly gradualShift?: GradualShift | undefined;
}

export interface GradualShift {
  /** A configuration of CodeDeploy. Default `CodeDeployDefault.LambdaCanary10Percent5Minutes`. */
  readonly configuration?: string | undefined;
  /** Alarms that turn a shift back. Default none. */
  readonly alarmNames?: readonly pulumi.Input<string>[] | undefined;
}

const defaults = { memoryMegabytes: 512, timeoutSeconds: 29, logRetentionDays: 30, deadLetterQueue: true };

const schema = v.object({
  entry: v.pipe(v.string(), v.minLength(1, 'it is empty | Name the module that exports handler.')),
  memoryMegabytes: wholeNumber(128, 10_240),
  timeoutSeconds: wholeNumber(1, 900),
  vpc: v.optional(v.object({ vpcId: required, subnetIds: required })),
  logRetentionDays: retentionDays,
  reservedConcurrency: v.optional(wholeNumber(0, 10_000)),
  provisionedConcurrency: v.optional(wholeNumber(0, 10_000)),
  environment: v.optional(
    v.record(
      v.pipe(v.string(), v.regex(/^[A-Za-z]\w+$/, 'it is no name of a variable | Use letters, digits and _.')),
      v.any(),
    ),
  ),
  schedule: v.optional(
    v.pipe(v.string(), v.regex(/^(rate|cron)\(.+\)$/, 'it is no schedule | Write rate(1 hour) or cron(0 6 * * ? *).')),
  ),
});

/**
 * A Lambda function of Node.js on arm64: bundled into the same bytes everywhere, its logs kept for a stated
 * time, traced by X-Ray, with a role that has nothing but its grants and a `live` alias that callers use.
 *
 * **Cost**: nothing at rest. A million calls of 100 ms at 512 MiB: 1 x $0.20 + 50,000 GB-s x $0.0000133334 = $0.87;
 * logs $0.50 a GB; provisioned concurrency at 512 MiB $4.86 an instance a month. With `environmentKeyArn` and
 * `logKeyArn` the keys are yours. (aws.amazon.com/lambda/pricing, us-east-1, arm, November 2026)
 */
export class NodeFunction extends pulumi.ComponentResource {
  readonly functionName: pulumi.Output<string>;
  readonly functionArn: pulumi.Output<string>;
  readonly aliasName: pulumi.Output<string>;
  readonly aliasArn: pulumi.Output<string>;
  /** What API Gateway calls: the live alias. */
  readonly invokeArn: pulumi.Output<string>;
  readonly roleName: pulumi.Output<string>;
  readonly roleArn: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;
  /** Its security group, when it is in a network. */
  readonly securityGroupId: pulumi.Output<string> | undefined;
  /** The queue of calls that failed for good, when it has one. */
  readonly deadLetterQueueName: pulumi.Output<string> | undefined;
  /** What a deployment by CodeDeploy is started with, when shifts are gradual. */
  readonly deployment: pulumi.Output<GradualDeployment> | undefined;

  /** @throws RunError that lists all wrong arguments, or why the bundle fails to build; nothing is registered */
  constructor(name: string, given: NodeFunctionArgs, opts?: pulumi.ComponentResourceOptions) {
    const args = { ...defaults, ...defined(given) };
    const code = checked(name, args);
    super('sophia:compute:NodeFunction', name, {}, opts);
    const child = { parent: this };

    const logs = new aws.cloudwatch.LogGroup(
      `${name}-logs`,
      { retentionInDays: args.logRetentionDays, kmsKeyId: args.logKeyArn },
      child,
    );
    const failed = args.deadLetterQueue ? deadLetters(name, child) : undefined;
    const member = args.vpc && joinVpc(name, args.vpc, child);
    const role = new aws.iam.Role(`${name}-role`, { assumeRolePolicy: trust('lambda.amazonaws.com') }, child);
    const policy = new aws.iam.RolePolicy(
      `${name}-policy`,
      {
        role: role.id,
        policy: policyDocument([
          ownGrant(logs, failed),
          ...(member ? [vpcGrant(child)] : []),
          ...keyGrants(args),
          ...(args.grants ?? []),
        ]),
      },
      child,
    );
    const lambda = new aws.lambda.Function(
      `${name}-function`,
      {
        description: args.description ?? args.entry,
        runtime: aws.lambda.Runtime.NodeJS22dX,
        architectures: ['arm64'],
        handler: 'index.handler',
        code: new pulumi.asset.FileArchive(code.archive),
        role: role.arn,
        memorySize: args.memoryMegabytes,
        timeout: args.timeoutSeconds,
        reservedConcurrentExecutions: args.reservedConcurrency,
        environment: { variables: { ...args.environment } },
        kmsKeyArn: args.environmentKeyArn,
        tracingConfig: { mode: 'Active' },
        loggingConfig: { logFormat: 'JSON', logGroup: logs.name },
        deadLetterConfig: failed && { targetArn: failed.arn },
        vpcConfig: args.vpc && member && { subnetIds: args.vpc.subnetIds, securityGroupIds: [member.securityGroupId] },
        publish: true,
      },
      // A call before the role has its policy would fail, and AWS refuses a function in a network without it.
      { ...child, dependsOn: [policy] },
    );
    const live = new aws.lambda.Alias(
      `${name}-live`,
      { name: 'live', functionName: lambda.id, functionVersion: lambda.version },
      // CodeDeploy moves the alias and its weights; Pulumi would set them back.
      { ...child, ...(args.gradualShift && { ignoreChanges: ['functionVersion', 'routingConfig'] }) },
    );
    if (args.provisionedConcurrency) provision(name, lambda, live, args.provisionedConcurrency, child);
    if (args.schedule)
      runOnSchedule(name, args.schedule, { arn: live.arn, functionName: lambda.id, qualifier: live.name }, child);

    // The id of a function is its name.
    this.functionName = lambda.id;
    this.functionArn = lambda.arn;
    this.aliasName = live.name;
    this.aliasArn = live.arn;
    this.invokeArn = live.invokeArn;
    this.roleName = role.name;
    this.roleArn = role.arn;
    this.logGroupName = logs.name;
    this.securityGroupId = member?.securityGroupId;
    this.deadLetterQueueName = failed?.name;
    this.deployment = args.gradualShift && deployGradually(name, args.gradualShift, lambda, live, child);
    this.registerOutputs({
      functionName: this.functionName,
      functionArn: this.functionArn,
      aliasName: this.aliasName,
      aliasArn: this.aliasArn,
      invokeArn: this.invokeArn,
      roleName: this.roleName,
      logGroupName: this.logGroupName,
    });
  }
}

/** What `aws deploy create-deployment` needs to move the live alias to the newest version. */
export interface GradualDeployment {
  readonly application: string;
  readonly group: string;
  readonly functionName: string;
  readonly alias: string;
  readonly version: string;
}

type Checked = NodeFunctionArgs & typeof defaults;
type Child = pulumi.CustomResourceOptions;

function checked(name: string, args: Checked): Bundle {
  const faults: Fault[] = [...faultsOf(schema, args), ...concurrencyFaults(args)];
  const outcome = args.entry ? bundle({ entry: args.entry, files: args.files }) : undefined;
  if (outcome?.kind === 'faults') faults.push(...outcome.faults);
  checkArguments('NodeFunction', name, faults);
  return (outcome as { bundle: Bundle }).bundle;
}

function concurrencyFaults({
  reservedConcurrency: reserved,
  provisionedConcurrency: provisioned = 0,
}: Checked): Fault[] {
  if (reserved === undefined || provisioned <= reserved) return [];
  const reason = `${provisioned} instances are more than the ${reserved} calls at a time that are reserved`;
  return [{ path: 'provisionedConcurrency', reason, mend: 'Lower it, or raise reservedConcurrency.' }];
}

const deadLetters = (name: string, child: Child) =>
  new aws.sqs.Queue(`${name}-failed`, { messageRetentionSeconds: 14 * 24 * 3600, sqsManagedSseEnabled: true }, child);

/** What every function may do: write its logs and traces, and put away its failed calls. */
const ownGrant = (logs: aws.cloudwatch.LogGroup, failed: aws.sqs.Queue | undefined): Grant => ({
  statements: [
    { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [pulumi.interpolate`${logs.arn}:*`] },
    {
      actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
      resources: ['*'],
      everyResource: 'X-Ray takes traces without naming a resource',
    },
    ...(failed ? [{ actions: ['sqs:SendMessage'], resources: [failed.arn] }] : []),
  ],
});

const keyGrants = ({ environmentKeyArn }: Checked): Grant[] =>
  environmentKeyArn === undefined
    ? []
    : [{ statements: [{ actions: ['kms:Decrypt'], resources: [environmentKeyArn] }] }];

const provision = (
  name: string,
  lambda: aws.lambda.Function,
  live: aws.lambda.Alias,
  instances: number,
  child: Child,
) =>
  new aws.lambda.ProvisionedConcurrencyConfig(
    `${name}-provisioned`,
    { functionName: lambda.id, qualifier: live.name, provisionedConcurrentExecutions: instances },
    child,
  );
