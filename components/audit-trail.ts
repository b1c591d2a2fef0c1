import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import * as v from 'valibot';
import { checkArguments, defined, faultsOf } from './internal/arguments.ts';
import { serviceKey } from './internal/keys.ts';
import { retentionDays, wholeNumber } from './internal/limits.ts';
import { logBucket } from './internal/log-bucket.ts';
import { managedPolicy, policyDocument, trust } from './internal/policy.ts';

export interface AuditTrailArgs {
  /** CloudTrail: who did what, in all regions. Default true. */
  readonly trail?: boolean | undefined;
  /** AWS Config: how resources changed, and rules they must keep. One recorder an account and region. Default true. */
  readonly configuration?: boolean | undefined;
  /** GuardDuty: what looks like an attack. One detector an account and region. Default true. */
  readonly threatDetection?: boolean | undefined;
  /** Days that the records are kept. Default 400. */
  readonly retentionDays?: number | undefined;
  /** Days that the trail is also searchable in CloudWatch. Default 30. */
  readonly logRetentionDays?: number | undefined;
  /** Buckets whose reads and writes of objects are recorded too. Default none. */
  readonly dataBucketArns?: readonly pulumi.Input<string>[] | undefined;
  /** Topic that is told of findings of GuardDuty; its policy must allow events.amazonaws.com. Default none. */
  readonly topicArn?: pulumi.Input<string> | undefined;
}

const defaults = { trail: true, configuration: true, threatDetection: true, retentionDays: 400, logRetentionDays: 30 };
const schema = v.object({ retentionDays: wholeNumber(1, 3_650), logRetentionDays: retentionDays });

/** Rules of AWS that the stores and doors of the platform must keep. */
const managedRules = [
  'S3_BUCKET_PUBLIC_READ_PROHIBITED',
  'S3_BUCKET_SSL_REQUESTS_ONLY',
  'DYNAMODB_PITR_ENABLED',
  'ENCRYPTED_VOLUMES',
  'IAM_ROOT_ACCESS_KEY_CHECK',
  'CLOUD_TRAIL_ENABLED',
] as const;

type Child = pulumi.CustomResourceOptions;

/**
 * The account's records: who did what (CloudTrail), how resources changed (Config), what looks like an attack (GuardDuty).
 *
 * **Cost**: one key $1.00; the first trail is free, its log in CloudWatch $0.50 a GB; Config $0.003 a change recorded and
 * $0.001 a rule's evaluation, about $6 at 1,000 changes and 3,000 evaluations; GuardDuty $4.00 a million events, about $4
 * in a small account. (aws.amazon.com/cloudtrail, /config, /guardduty pricing, us-east-1, November 2026)
 */
export class AuditTrail extends pulumi.ComponentResource {
  /** The bucket of the records, when there are any. */
  readonly bucketName: pulumi.Output<string> | undefined;
  readonly trailArn: pulumi.Output<string> | undefined;
  readonly detectorId: pulumi.Output<string> | undefined;

  /** @throws RunError that lists all wrong arguments; nothing is registered */
  constructor(name: string, given: AuditTrailArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const args = { ...defaults, ...defined(given) };
    checkArguments('AuditTrail', name, faultsOf(schema, args));
    super('sophia:operations:AuditTrail', name, {}, opts);
    const child = { parent: this };
    const services = ['cloudtrail.amazonaws.com', 'config.amazonaws.com', 'logs.amazonaws.com'];
    const key =
      args.trail || args.configuration ? serviceKey(name, 'Records of the account', services, child) : undefined;
    const records = args.trail && key ? recordTrail(name, args, key, child) : undefined;
    const history = args.configuration && key ? recordConfiguration(name, args, key, child) : undefined;
    const detector = args.threatDetection ? detect(name, args.topicArn, child) : undefined;
    this.bucketName = records?.bucket.bucket ?? history?.bucket;
    this.trailArn = records?.trail.arn;
    this.detectorId = detector?.id;
    this.registerOutputs({ bucketName: this.bucketName, trailArn: this.trailArn, detectorId: this.detectorId });
  }
}

type Checked = AuditTrailArgs & typeof defaults;

function recordTrail(name: string, args: Checked, key: aws.kms.Key, child: Child) {
  const settings = {
    service: 'cloudtrail.amazonaws.com',
    days: args.retentionDays,
    keyArn: key.arn,
    ownerHeader: true,
  };
  const { bucket, policy } = logBucket(`${name}-trail-records`, settings, child);
  const logs = new aws.cloudwatch.LogGroup(
    `${name}-trail-logs`,
    { retentionInDays: args.logRetentionDays, kmsKeyId: key.arn },
    child,
  );
  const role = new aws.iam.Role(`${name}-trail-role`, { assumeRolePolicy: trust('cloudtrail.amazonaws.com') }, child);
  const write = {
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [pulumi.interpolate`${logs.arn}:*`],
  };
  new aws.iam.RolePolicy(
    `${name}-trail-policy`,
    { role: role.id, policy: policyDocument([{ statements: [write] }]) },
    child,
  );
  const objects = args.dataBucketArns?.map(arn => pulumi.interpolate`${arn}/`);
  const trail = new aws.cloudtrail.Trail(
    `${name}-trail`,
    {
      s3BucketName: bucket.bucket,
      kmsKeyId: key.arn,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      cloudWatchLogsGroupArn: pulumi.interpolate`${logs.arn}:*`,
      cloudWatchLogsRoleArn: role.arn,
      eventSelectors: objects?.length
        ? [
            {
              readWriteType: 'All',
              includeManagementEvents: true,
              dataResources: [{ type: 'AWS::S3::Object', values: objects }],
            },
          ]
        : undefined,
    },
    { ...child, dependsOn: [policy] },
  );
  return { bucket, trail };
}

function recordConfiguration(name: string, args: Checked, key: aws.kms.Key, child: Child) {
  const settings = { service: 'config.amazonaws.com', days: args.retentionDays, keyArn: key.arn, ownerHeader: true };
  const { bucket, policy } = logBucket(`${name}-configuration`, settings, child);
  const role = new aws.iam.Role(
    `${name}-configuration-role`,
    { assumeRolePolicy: trust('config.amazonaws.com') },
    child,
  );
  const policyArn = managedPolicy('service-role/AWS_ConfigRole', child);
  new aws.iam.RolePolicyAttachment(`${name}-configuration-reads`, { role: role.name, policyArn }, child);
  const { accountId } = aws.getCallerIdentityOutput({}, child);
  const statements = [
    { actions: ['s3:PutObject'], resources: [pulumi.interpolate`${bucket.arn}/AWSLogs/${accountId}/*`] },
    { actions: ['s3:GetBucketAcl'], resources: [bucket.arn] },
    { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [key.arn] },
  ];
  new aws.iam.RolePolicy(
    `${name}-configuration-policy`,
    { role: role.id, policy: policyDocument([{ statements }]) },
    child,
  );
  const recorder = new aws.cfg.Recorder(
    `${name}-recorder`,
    { roleArn: role.arn, recordingGroup: { allSupported: true, includeGlobalResourceTypes: true } },
    child,
  );
  const channel = new aws.cfg.DeliveryChannel(
    `${name}-delivery`,
    { s3BucketName: bucket.bucket, s3KmsKeyArn: key.arn },
    { ...child, dependsOn: [recorder, policy] },
  );
  const status = new aws.cfg.RecorderStatus(
    `${name}-recording`,
    { name: recorder.name, isEnabled: true },
    { ...child, dependsOn: [channel] },
  );
  for (const rule of managedRules) {
    const source = { owner: 'AWS', sourceIdentifier: rule };
    const part = rule.toLowerCase().replaceAll('_', '-');
    new aws.cfg.Rule(`${name}-${part}`, { source }, { ...child, dependsOn: [status] });
  }
  return bucket;
}

/** Findings of medium severity and above are told. */
function detect(name: string, topicArn: pulumi.Input<string> | undefined, child: Child): aws.guardduty.Detector {
  const detector = new aws.guardduty.Detector(
    `${name}-detector`,
    { enable: true, findingPublishingFrequency: 'FIFTEEN_MINUTES' },
    child,
  );
  if (topicArn !== undefined) {
    const eventPattern = JSON.stringify({
      source: ['aws.guardduty'],
      'detail-type': ['GuardDuty Finding'],
      detail: { severity: [{ numeric: ['>=', 4] }] },
    });
    const rule = new aws.cloudwatch.EventRule(`${name}-findings`, { eventPattern }, child);
    new aws.cloudwatch.EventTarget(`${name}-findings-target`, { rule: rule.name, arn: topicArn }, child);
  }
  return detector;
}
