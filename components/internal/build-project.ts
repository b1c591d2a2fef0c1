import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { buildspec } from './buildspecs.ts';
import { secret } from './grants.ts';
import { type Grant, policyDocument, trust } from './policy.ts';

export interface BuildParts {
  readonly key: aws.kms.Key;
  readonly artifacts: aws.s3.Bucket;
  readonly commands: readonly string[];
  readonly docker: boolean;
  readonly logRetentionDays: number;
  readonly environment?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
  readonly secrets?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
  readonly grants?: readonly Grant[] | undefined;
  /** A role that another build has too. Default one of its own. */
  readonly role?: aws.iam.Role | undefined;
}

/** A build of CodeBuild on arm64 that takes its source from the pipeline. */
export function buildProject(name: string, parts: BuildParts, child: pulumi.CustomResourceOptions) {
  const { key, environment = {}, secrets = {} } = parts;
  const logs = new aws.cloudwatch.LogGroup(`${name}-logs`, { retentionInDays: parts.logRetentionDays }, child);
  const role =
    parts.role ?? new aws.iam.Role(`${name}-role`, { assumeRolePolicy: trust('codebuild.amazonaws.com') }, child);
  const grants = [
    ...buildGrants(parts, logs),
    ...Object.values(secrets).map(arn => secret(arn)),
    ...(parts.grants ?? []),
  ];
  new aws.iam.RolePolicy(`${name}-policy`, { role: role.id, policy: policyDocument(grants) }, child);
  const variables = [
    ...Object.entries(environment).map(([variable, value]) => ({ name: variable, value, type: 'PLAINTEXT' })),
    ...Object.entries(secrets).map(([variable, value]) => ({ name: variable, value, type: 'SECRETS_MANAGER' })),
  ];
  const project = new aws.codebuild.Project(
    `${name}-build`,
    {
      serviceRole: role.arn,
      encryptionKey: key.arn,
      buildTimeout: 60,
      source: { type: 'CODEPIPELINE', buildspec: buildspec(parts.commands) },
      artifacts: { type: 'CODEPIPELINE' },
      environment: {
        type: 'ARM_CONTAINER',
        computeType: 'BUILD_GENERAL1_MEDIUM',
        image: 'aws/codebuild/amazonlinux-aarch64-standard:3.0',
        privilegedMode: parts.docker,
        environmentVariables: variables,
      },
      logsConfig: { cloudwatchLogs: { groupName: logs.name } },
    },
    child,
  );
  return { project, role };
}

const buildGrants = ({ key, artifacts }: BuildParts, logs: aws.cloudwatch.LogGroup): Grant[] => [
  {
    statements: [
      { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [pulumi.interpolate`${logs.arn}:*`] },
      {
        actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject'],
        resources: [pulumi.interpolate`${artifacts.arn}/*`],
      },
      { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [key.arn] },
    ],
  },
];
