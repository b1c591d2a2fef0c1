import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import * as v from 'valibot';
import { checkArguments, defined, type Fault, faultsOf, required } from './internal/arguments.ts';
import { balance } from './internal/balancer.ts';
import { imageOf, type ServiceImage } from './internal/image.ts';
import { retentionDays, wholeNumber } from './internal/limits.ts';
import { type Grant, policyDocument, trust } from './internal/policy.ts';
import { scale } from './internal/scaling.ts';
import { secretGrant, taskDefinition } from './internal/task.ts';
import { memoryFault } from './internal/task-size.ts';

export interface DashboardServiceArgs {
  readonly vpcId: pulumi.Input<string>;
  /** Two zones or more; the load balancer stands in them. */
  readonly publicSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Where tasks run. Default the public subnets, with addresses of their own: for networks without NAT. */
  readonly privateSubnetIds?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** What runs: a digest in the repository, or a folder to build where Docker is. */
  readonly image: ServiceImage;
  /** Certificate of the load balancer, same region. Without it pages go over HTTP: for trials alone. */
  readonly certificateArn?: pulumi.Input<string> | undefined;
  /** A name of its own, and the hosted zone that gets its record. Default that of the load balancer. */
  readonly domain?: { readonly name: string; readonly zoneId?: pulumi.Input<string> | undefined } | undefined;
  /** Variables of the environment; never a secret. Default none. */
  readonly environment?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
  /** Variables that ECS fills from Secrets Manager: name -> ARN. Default none. */
  readonly secrets?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
  /** What the tasks may do. Default nothing. */
  readonly grants?: readonly Grant[] | undefined;
  /** Services of the network that tasks call; both sides' security groups are opened for it. Default none. */
  readonly reaches?: readonly { readonly securityGroupId: pulumi.Input<string>; readonly port: pulumi.Input<number> }[];
  /** 256, 512, 1024, 2048 or 4096: 1024 is one processor. Default 512. */
  readonly cpuUnits?: number | undefined;
  /** MiB. Default 1024. */
  readonly memoryMegabytes?: number | undefined;
  /** Default 2. */
  readonly minimumTasks?: number | undefined;
  /** Default 10. */
  readonly maximumTasks?: number | undefined;
  /** Share of tasks on Spot, 0 to 1; AWS may take them back with two minutes' notice. Default 0. */
  readonly spotShare?: number | undefined;
  /** When fewer tasks run. Default never. */
  readonly offHours?: OffHours | undefined;
  /** Requests of one address in five minutes before the firewall blocks it. Default 2,000. */
  readonly requestsPerAddress?: number | undefined;
  /** Days that logs are kept. Default 30. */
  readonly logRetentionDays?: number | undefined;
  /** Customer's key of logs; its policy must allow CloudWatch Logs. Default the service's own key. */
  readonly logKeyArn?: pulumi.Input<string> | undefined;
  /** Keeps the load balancer from being deleted, and images and access logs from going with it. Default false. */
  readonly deletionProtection?: boolean | undefined;
  /** Alarms that turn a deployment back, besides tasks that don't start. Default none. */
  readonly rollbackAlarmNames?: readonly pulumi.Input<string>[] | undefined;
}

export interface OffHours {
  /** Schedule of Application Auto Scaling at which fewer tasks run, such as `cron(0 20 ? * MON-FRI *)`. */
  readonly from: string;
  /** Schedule at which the usual number is back. */
  readonly to: string;
  /** Tasks in between. Default 0. */
  readonly tasks?: number | undefined;
  /** Default UTC. */
  readonly timezone?: string | undefined;
}

const defaults = {
  cpuUnits: 512,
  memoryMegabytes: 1_024,
  minimumTasks: 2,
  maximumTasks: 10,
  spotShare: 0,
  requestsPerAddress: 2_000,
  logRetentionDays: 30,
  deletionProtection: false,
};

const cron = v.pipe(
  v.string(),
  v.regex(/^(cron|at|rate)\(.+\)$/, 'it is no schedule | Write cron(0 20 ? * MON-FRI *).'),
);
const schema = v.object({
  vpcId: required,
  publicSubnetIds: required,
  cpuUnits: v.picklist([256, 512, 1024, 2048, 4096], 'Fargate has no such size | Give 256, 512, 1024, 2048 or 4096.'),
  memoryMegabytes: wholeNumber(512, 30_720),
  minimumTasks: wholeNumber(0, 1_000),
  maximumTasks: wholeNumber(1, 1_000),
  spotShare: v.pipe(
    v.number('it is no number | Give a share from 0 to 1.'),
    v.minValue(0, 'it is below 0 | Give a share from 0 to 1.'),
    v.maxValue(1, 'it is above 1 | Give a share from 0 to 1.'),
  ),
  requestsPerAddress: wholeNumber(10, 2_000_000_000),
  logRetentionDays: retentionDays,
  offHours: v.optional(v.object({ from: cron, to: cron, tasks: v.optional(wholeNumber(0, 1_000)) })),
});

/**
 * The dashboards' server: a container on Fargate behind a load balancer with TLS and a firewall; replaced without a
 * pause, turned back when it does not start, scaled by processor and requests, in a surge at the end of its first minute;
 * nobody gets a shell in it.
 *
 * **Cost**: two tasks of 0.5 vCPU and 1 GB on arm64: 2 x 730 h x (0.5 x $0.03238 + 1 x $0.00356) = $28.84; on Spot about
 * 30 % of it; load balancer 730 h x $0.0225 + one capacity unit 730 h x $0.008 = $22.27; firewall $10.00; two
 * alarms $0.20; public addresses $3.65 each. (aws.amazon.com/fargate/pricing, /elasticloadbalancing/pricing, us-east-1, November 2026)
 */
export class DashboardService extends pulumi.ComponentResource {
  /** Where it is served, without a slash at the end. */
  readonly url: pulumi.Output<string>;
  readonly clusterName: pulumi.Output<string>;
  readonly serviceName: pulumi.Output<string>;
  readonly albArn: pulumi.Output<string>;
  /** What metrics of CloudWatch call the load balancer. */
  readonly albSuffix: pulumi.Output<string>;
  readonly albDnsName: pulumi.Output<string>;
  readonly albZoneId: pulumi.Output<string>;
  readonly targetGroupArn: pulumi.Output<string>;
  /** What metrics of CloudWatch call the target group. */
  readonly targetGroupSuffix: pulumi.Output<string>;
  readonly repositoryUrl: pulumi.Output<string>;
  /** The firewall; an API of the same region may stand behind it too. */
  readonly firewallArn: pulumi.Output<string>;
  /** Security group of the tasks. */
  readonly securityGroupId: pulumi.Output<string>;

  /** @throws RunError that lists all wrong arguments; nothing is registered */
  constructor(name: string, given: DashboardServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    const args = { ...defaults, ...defined(given) };
    checkArguments('DashboardService', name, [...faultsOf(schema, args), ...relationFaults(args)]);
    super('sophia:compute:DashboardService', name, {}, opts);
    const child = { parent: this };

    const { repository, image } = imageOf(name, args, child);
    const balancer = balance(name, args, child);
    const logs = new aws.cloudwatch.LogGroup(
      `${name}-logs`,
      { retentionInDays: args.logRetentionDays, kmsKeyId: args.logKeyArn },
      child,
    );
    const roles = taskRoles(name, args, repository, logs, child);
    const definition = taskDefinition(name, args, { image, logs, ...roles }, child);
    const cluster = new aws.ecs.Cluster(
      `${name}-cluster`,
      { settings: [{ name: 'containerInsights', value: 'enabled' }] },
      child,
    );
    const capacity = new aws.ecs.ClusterCapacityProviders(
      `${name}-capacity`,
      { clusterName: cluster.name, capacityProviders: ['FARGATE', 'FARGATE_SPOT'] },
      child,
    );
    const service = new aws.ecs.Service(
      `${name}-service`,
      {
        cluster: cluster.arn,
        taskDefinition: definition.arn,
        desiredCount: Math.max(1, args.minimumTasks),
        capacityProviderStrategies: strategies(args.spotShare),
        platformVersion: 'LATEST',
        enableExecuteCommand: false,
        propagateTags: 'SERVICE',
        healthCheckGracePeriodSeconds: 60,
        deploymentMinimumHealthyPercent: 100,
        deploymentMaximumPercent: 200,
        deploymentCircuitBreaker: { enable: true, rollback: true },
        alarms: args.rollbackAlarmNames?.length
          ? { enable: true, rollback: true, alarmNames: [...args.rollbackAlarmNames] }
          : undefined,
        networkConfiguration: {
          subnets: args.privateSubnetIds ?? args.publicSubnetIds,
          securityGroups: [balancer.tasks.id],
          assignPublicIp: args.privateSubnetIds === undefined,
        },
        loadBalancers: [{ targetGroupArn: balancer.targets.arn, containerName: 'dashboard', containerPort: 8080 }],
      },
      // Scaling changes the number of tasks; Pulumi would set it back.
      { ...child, ignoreChanges: ['desiredCount'], dependsOn: [balancer.listener, capacity] },
    );
    scale(name, args, { cluster, service, balancer }, child);

    this.url = balancer.url;
    this.clusterName = cluster.name;
    this.serviceName = service.name;
    this.albArn = balancer.alb.arn;
    this.albSuffix = balancer.alb.arnSuffix;
    this.albDnsName = balancer.alb.dnsName;
    this.albZoneId = balancer.alb.zoneId;
    this.targetGroupArn = balancer.targets.arn;
    this.targetGroupSuffix = balancer.targets.arnSuffix;
    this.repositoryUrl = repository.repositoryUrl;
    this.firewallArn = balancer.firewall.arn;
    this.securityGroupId = balancer.tasks.id;
    this.registerOutputs({
      url: this.url,
      clusterName: this.clusterName,
      serviceName: this.serviceName,
      albArn: this.albArn,
      targetGroupArn: this.targetGroupArn,
      repositoryUrl: this.repositoryUrl,
      firewallArn: this.firewallArn,
    });
  }
}

type Checked = DashboardServiceArgs & typeof defaults;

function relationFaults({
  cpuUnits,
  memoryMegabytes,
  minimumTasks,
  maximumTasks,
  offHours,
  domain,
  certificateArn,
  image,
}: Checked): Fault[] {
  const faults: Fault[] = [];
  const size = memoryFault(cpuUnits, memoryMegabytes);
  if (size !== undefined) {
    faults.push({ path: 'memoryMegabytes', reason: size, mend: 'Choose one of these, or change cpuUnits.' });
  }
  if (minimumTasks > maximumTasks) {
    const reason = `it is more than the maximum of ${maximumTasks}`;
    faults.push({ path: 'minimumTasks', reason, mend: 'Lower it, or raise maximumTasks.' });
  }
  if ((offHours?.tasks ?? 0) > minimumTasks) {
    const reason = `it is more than the ${minimumTasks} that run in working hours`;
    faults.push({ path: 'offHours.tasks', reason, mend: 'Lower it.' });
  }
  if (domain && certificateArn === undefined) {
    faults.push({
      path: 'certificateArn',
      reason: `${domain.name} has none`,
      mend: 'Give the certificate of the name.',
    });
  }
  if (!image || ('digest' in image && !/^sha256:[0-9a-f]{64}$/.test(image.digest))) {
    const mend = 'Give image: { digest: "sha256:…" } or { build: { context: "." } }.';
    faults.push({ path: 'image', reason: 'it is no digest and nothing to build', mend });
  }
  return faults;
}

/** One task at least is never on Spot, unless all are. */
const strategies = (spotShare: number) => {
  const spot = Math.round(spotShare * 100);
  return [
    ...(spot < 100 ? [{ capacityProvider: 'FARGATE', weight: 100 - spot, base: 1 }] : []),
    ...(spot > 0 ? [{ capacityProvider: 'FARGATE_SPOT', weight: spot }] : []),
  ];
};

/** Who starts the tasks may read their image and secrets and write logs; the tasks themselves have their grants alone. */
function taskRoles(
  name: string,
  args: Checked,
  repository: aws.ecr.Repository,
  logs: aws.cloudwatch.LogGroup,
  child: pulumi.CustomResourceOptions,
) {
  const assumeRolePolicy = trust('ecs-tasks.amazonaws.com');
  const execution = new aws.iam.Role(`${name}-execution-role`, { assumeRolePolicy }, child);
  const pull = ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'];
  const start: Grant = {
    statements: [
      { actions: pull, resources: [repository.arn] },
      {
        actions: ['ecr:GetAuthorizationToken'],
        resources: ['*'],
        everyResource: 'the token is the account’s, not a repository’s',
      },
      { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [pulumi.interpolate`${logs.arn}:*`] },
    ],
  };
  new aws.iam.RolePolicy(
    `${name}-execution-policy`,
    { role: execution.id, policy: policyDocument([start, ...secretGrant(args.secrets)]) },
    child,
  );
  const task = new aws.iam.Role(`${name}-task-role`, { assumeRolePolicy }, child);
  if (args.grants?.length) {
    new aws.iam.RolePolicy(`${name}-task-policy`, { role: task.id, policy: policyDocument(args.grants) }, child);
  }
  return { execution, task };
}
