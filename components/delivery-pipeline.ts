import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import * as v from 'valibot';
import { checkArguments, defined, faultsOf, required } from './internal/arguments.ts';
import { artifactBucket } from './internal/artifact-bucket.ts';
import { type BuildParts, buildProject } from './internal/build-project.ts';
import { deployCommands, previewCommands, smokeCommands, testCommands } from './internal/buildspecs.ts';
import { publish, topic } from './internal/grants.ts';
import { serviceKey } from './internal/keys.ts';
import { retentionDays } from './internal/limits.ts';
import { policyDocument, trust } from './internal/policy.ts';

export interface DeliveryPipelineArgs {
  /** Where the source is, `owner/name`. */
  readonly repository: string;
  /** Default `main`. */
  readonly branch?: string | undefined;
  /** Connection of CodeConnections to the host of the source; somebody must have confirmed it. */
  readonly connectionArn: pulumi.Input<string>;
  /** Stack of Pulumi that is brought up. */
  readonly stack: string;
  /** Where its state is, as `pulumi login` takes it. Default `https://api.pulumi.com`. */
  readonly backendUrl?: string | undefined;
  /** Folder of a policy pack that judges previews and deployments, such as `policies`. Default none. */
  readonly policyPack?: string | undefined;
  /** Version of Pulumi, such as `3.255.0`. */
  readonly pulumiVersion: string;
  /** Role with the rights to deploy; it must trust `buildRoleArn`. The builds have none of them themselves. */
  readonly deployRoleArn: pulumi.Input<string>;
  /** Variables that builds get from Secrets Manager, such as PULUMI_ACCESS_TOKEN: name -> ARN. Default none. */
  readonly secrets?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
  /** Addresses that must answer 2xx after a deployment, such as `https://…/health`. */
  readonly smokeUrls: readonly pulumi.Input<string>[];
  /** Alarm that turns the deployment back when it goes off within ten minutes. Default only a failed build does. */
  readonly alarmName?: pulumi.Input<string> | undefined;
  /** Topic that is asked for approval. Default none: approvals are seen in the console. */
  readonly approvalTopicArn?: pulumi.Input<string> | undefined;
  /** Customer's key that this topic is encrypted with. Default none. */
  readonly approvalTopicKeyArn?: pulumi.Input<string> | undefined;
  /** A person approves the preview before it is brought up. Default true. */
  readonly approval?: boolean | undefined;
  /** Builds may run Docker, for images that are built on the way. Default false. */
  readonly docker?: boolean | undefined;
  /** Days that logs of builds are kept. Default 90. */
  readonly logRetentionDays?: number | undefined;
}

const defaults = {
  branch: 'main',
  backendUrl: 'https://api.pulumi.com',
  approval: true,
  docker: false,
  logRetentionDays: 90,
};

const schema = v.object({
  connectionArn: required,
  deployRoleArn: required,
  repository: v.pipe(v.string(), v.regex(/^[\w.-]+\/[\w.-]+$/, 'it is no repository | Write it as owner/name.')),
  branch: v.pipe(v.string(), v.regex(/^[\w./-]+$/, 'it is no branch | Write it as main.')),
  stack: v.pipe(v.string(), v.regex(/^[\w./-]+$/, 'it is no stack | Write it as production.')),
  pulumiVersion: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/, 'it is no version | Write it as 3.255.0.')),
  policyPack: v.optional(v.pipe(v.string(), v.regex(/^[\w./-]+$/, 'it is no folder | Write it as policies.'))),
  backendUrl: v.pipe(
    v.string(),
    v.regex(/^(https|s3|azblob|gs):\/\/\S+$/, 'it is no backend | Write it as s3://bucket.'),
  ),
  smokeUrls: v.pipe(v.array(v.any()), v.minLength(1, 'there are none | Give the address of a health check.')),
  logRetentionDays: retentionDays,
});

/**
 * From a push to a running platform: tests, a preview that a person approves, `pulumi up`, smoke tests; and the version
 * before when a build fails or an alarm goes off.
 *
 * **Cost**: actions $0.002 a minute, the first 100 minutes free; builds on arm about $0.0068 a minute: 40 deployments of
 * 15 minutes are 600 x $0.0088 = $5.28 a month; one key $1.00. (aws.amazon.com/codepipeline/pricing,
 * /codebuild/pricing, us-east-1, November 2026)
 */
export class DeliveryPipeline extends pulumi.ComponentResource {
  readonly pipelineName: pulumi.Output<string>;
  readonly pipelineArn: pulumi.Output<string>;
  /** Role of the builds that preview and deploy: what `deployRoleArn` must trust. */
  readonly buildRoleArn: pulumi.Output<string>;

  /** @throws RunError that lists all wrong arguments; nothing is registered */
  constructor(name: string, given: DeliveryPipelineArgs, opts?: pulumi.ComponentResourceOptions) {
    const args = { ...defaults, ...defined(given) };
    checkArguments('DeliveryPipeline', name, faultsOf(schema, args));
    super('sophia:delivery:DeliveryPipeline', name, {}, opts);
    const child = { parent: this };

    const key = serviceKey(name, `Artifacts of ${name}`, ['logs.amazonaws.com'], child);
    const artifacts = artifactBucket(`${name}-artifacts`, key.arn, child);
    const parts = { key, artifacts, docker: args.docker, logRetentionDays: args.logRetentionDays };
    const { test, smoke, preview, deploy } = builds(name, args, parts, child);
    const projects = [test.project, preview.project, deploy.project, smoke.project];
    const role = pipelineRole(name, args, { key, artifacts, projects }, child);
    const pipeline = new aws.codepipeline.Pipeline(
      `${name}-pipeline`,
      {
        pipelineType: 'V2',
        executionMode: 'QUEUED',
        roleArn: role.arn,
        artifactStores: [{ type: 'S3', location: artifacts.bucket, encryptionKey: { type: 'KMS', id: key.arn } }],
        stages: [
          { name: 'Source', actions: [sourceAction(args)] },
          { name: 'Test', actions: [buildAction('Test', test.project, 1)] },
          { name: 'Preview', actions: [buildAction('Preview', preview.project, 1), ...approvalAction(args)] },
          {
            name: 'Deploy',
            actions: [buildAction('Up', deploy.project, 1), buildAction('Smoke', smoke.project, 2)],
            onFailure: { result: 'ROLLBACK' },
            onSuccess: args.alarmName === undefined ? undefined : { condition: alarmCondition(args.alarmName) },
          },
        ],
      },
      child,
    );
    this.pipelineName = pipeline.name;
    this.pipelineArn = pipeline.arn;
    this.buildRoleArn = deploy.role.arn;
    this.registerOutputs({
      pipelineName: this.pipelineName,
      pipelineArn: this.pipelineArn,
      buildRoleArn: this.buildRoleArn,
    });
  }
}

type Checked = DeliveryPipelineArgs & typeof defaults;
type Child = pulumi.CustomResourceOptions;

function builds(name: string, args: Checked, parts: Omit<BuildParts, 'commands'>, child: Child) {
  const deploying = {
    ...parts,
    environment: {
      STACK: args.stack,
      PULUMI_BACKEND: args.backendUrl,
      PULUMI_VERSION: args.pulumiVersion,
      DEPLOY_ROLE_ARN: args.deployRoleArn,
      ...(args.policyPack !== undefined && { POLICY_PACK: args.policyPack }),
    },
    secrets: args.secrets,
    grants: [{ statements: [{ actions: ['sts:AssumeRole'], resources: [args.deployRoleArn] }] }],
  };
  const SMOKE_URLS = pulumi.all([...args.smokeUrls]).apply(urls => urls.join(' '));
  const deploy = buildProject(`${name}-deploy`, { ...deploying, commands: deployCommands }, child);
  return {
    test: buildProject(`${name}-test`, { ...parts, commands: testCommands }, child),
    // The same role: `deployRoleArn` trusts one.
    preview: buildProject(`${name}-preview`, { ...deploying, role: deploy.role, commands: previewCommands }, child),
    deploy,
    smoke: buildProject(`${name}-smoke`, { ...parts, environment: { SMOKE_URLS }, commands: smokeCommands }, child),
  };
}

const sourceAction = ({ repository, branch, connectionArn }: Checked) => ({
  name: 'Source',
  category: 'Source',
  owner: 'AWS',
  provider: 'CodeStarSourceConnection',
  version: '1',
  outputArtifacts: ['source'],
  configuration: {
    ConnectionArn: connectionArn,
    FullRepositoryId: repository,
    BranchName: branch,
    DetectChanges: 'true',
  },
});

const buildAction = (name: string, project: aws.codebuild.Project, runOrder: number) => ({
  name,
  runOrder,
  category: 'Build',
  owner: 'AWS',
  provider: 'CodeBuild',
  version: '1',
  inputArtifacts: ['source'],
  configuration: { ProjectName: project.name },
});

const approvalAction = ({ approval, approvalTopicArn, stack }: Checked) => {
  if (!approval) return [];
  const CustomData = `Read the preview of ${stack} in the log of the action before; then approve it.`;
  const configuration: Record<string, pulumi.Input<string>> = { CustomData };
  if (approvalTopicArn !== undefined) configuration['NotificationArn'] = approvalTopicArn;
  const action = { name: 'Approve', runOrder: 2, category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1' };
  return [{ ...action, configuration }];
};

/** For ten minutes after a deployment the alarm must stay off. */
const alarmCondition = (alarmName: pulumi.Input<string>) => ({
  result: 'ROLLBACK',
  rules: [
    {
      name: 'StaysWell',
      ruleTypeId: { category: 'Rule', owner: 'AWS', provider: 'CloudWatchAlarm', version: '1' },
      configuration: { AlarmName: alarmName, WaitTime: '10', AlarmStates: 'ALARM' },
    },
  ],
});

interface RoleParts {
  readonly key: aws.kms.Key;
  readonly artifacts: aws.s3.Bucket;
  readonly projects: readonly aws.codebuild.Project[];
}

function pipelineRole(
  name: string,
  args: Checked,
  { key, artifacts, projects }: RoleParts,
  child: Child,
): aws.iam.Role {
  const role = new aws.iam.Role(`${name}-role`, { assumeRolePolicy: trust('codepipeline.amazonaws.com') }, child);
  const statements = [
    {
      actions: ['codestar-connections:UseConnection', 'codeconnections:UseConnection'],
      resources: [args.connectionArn],
    },
    { actions: ['codebuild:StartBuild', 'codebuild:BatchGetBuilds'], resources: projects.map(({ arn }) => arn) },
    {
      actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject'],
      resources: [pulumi.interpolate`${artifacts.arn}/*`],
    },
    { actions: ['s3:GetBucketVersioning', 's3:ListBucket'], resources: [artifacts.arn] },
    { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [key.arn] },
    ...(args.approvalTopicArn === undefined
      ? []
      : publish(topic(args.approvalTopicArn, args.approvalTopicKeyArn)).statements),
    ...(args.alarmName === undefined
      ? []
      : [
          {
            actions: ['cloudwatch:DescribeAlarms'],
            resources: ['*'],
            everyResource: 'alarms are described for the account as a whole',
          },
        ]),
  ];
  new aws.iam.RolePolicy(`${name}-policy`, { role: role.id, policy: policyDocument([{ statements }]) }, child);
  return role;
}
