import { createHash } from 'node:crypto';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import * as v from 'valibot';
import { alarmsOf } from './internal/alarm-set.ts';
import { alarm } from './internal/alarms.ts';
import { checkArguments, defined, faultsOf } from './internal/arguments.ts';
import { dashboardsOf } from './internal/dashboard-set.ts';
import { dashboard } from './internal/graphs.ts';
import { serviceKey } from './internal/keys.ts';
import type { MonitoredApi, MonitoredFunction, MonitoredService } from './internal/metrics.ts';

export interface MonitoringArgs {
  /** Who is told of alarms, by e-mail; each confirms once. Default nobody: subscribe to the topic. */
  readonly emails?: readonly string[] | undefined;
  /** The dashboards' server; a DashboardService is one. Default not watched. */
  readonly service?: MonitoredService | undefined;
  /** The API; an OrchestratorApi is one. Default not watched. */
  readonly api?: MonitoredApi | undefined;
  /** Functions by name, such as `{ orchestrator, generator }`; NodeFunctions are such. Default none. */
  readonly functions?: Readonly<Record<string, MonitoredFunction>> | undefined;
  /** Namespace of the metrics that the platform writes itself. Default `Sophia`. */
  readonly namespace?: string | undefined;
  /** Percent of requests that may fail in five minutes. Default 5. */
  readonly errorPercent?: number | undefined;
  /** Seconds within which 95 of 100 pages answer. Default 2. */
  readonly pageSeconds?: number | undefined;
  /** Seconds within which 95 of 100 calls of the API answer, questions among them. Default 10. */
  readonly apiSeconds?: number | undefined;
  /** Dollars of the month so far that are told. Default 500. */
  readonly monthlyDollars?: number | undefined;
  /** Dollars a day beyond the usual that are told as an anomaly. Default 20. */
  readonly anomalyDollars?: number | undefined;
  /** Watches cost anomalies; AWS allows one monitor of services an account. Default true. */
  readonly costAnomalies?: boolean | undefined;
  /** CloudWatch dashboards; beyond three they cost $3.00 each. Default true. */
  readonly dashboards?: boolean | undefined;
}

const defaults = {
  namespace: 'Sophia',
  errorPercent: 5,
  pageSeconds: 2,
  apiSeconds: 10,
  monthlyDollars: 500,
  anomalyDollars: 20,
  costAnomalies: true,
  dashboards: true,
};

const positive = v.pipe(
  v.number('it is no number | Give one above 0.'),
  v.check(value => value > 0, 'it is not above 0 | Give one above 0.'),
);
const schema = v.object({
  emails: v.optional(v.array(v.pipe(v.string(), v.email('it is no e-mail address | Write it as name@example.com.')))),
  namespace: v.pipe(
    v.string(),
    v.regex(/^(?!AWS\/)[\w./#:-]{1,255}$/, 'it is no namespace of ours | Write it as Sophia.'),
  ),
  errorPercent: v.pipe(positive, v.maxValue(100, 'it is above 100 % | Give a percentage.')),
  pageSeconds: positive,
  apiSeconds: positive,
  monthlyDollars: positive,
  anomalyDollars: positive,
});

/**
 * What tells that something is wrong, and shows what: alarms that tell a topic, one alarm for "people are affected", and
 * dashboards of response times, use, data sources, AI generation, cost and operation.
 *
 * **Cost**: alarms $0.10 a metric, about 15 = $1.50; one composite alarm $0.50; six dashboards, three of them free = $9.00; one
 * key $1.00; metrics of the platform 15 x $0.30 = $4.50. (aws.amazon.com/cloudwatch/pricing, us-east-1, November 2026)
 */
export class Monitoring extends pulumi.ComponentResource {
  /** The topic that alarms tell. Budgets, cost anomalies and events of the account may tell it too. */
  readonly topicArn: pulumi.Output<string>;
  readonly topicKeyArn: pulumi.Output<string>;
  readonly dashboardNames: pulumi.Output<string[]>;
  readonly alarmNames: pulumi.Output<string[]>;
  /** The alarm that is on while people are affected: what deployments and failover watch. */
  readonly affectedAlarmName: pulumi.Output<string> | undefined;

  /** @throws RunError that lists all wrong arguments; nothing is registered */
  constructor(name: string, given: MonitoringArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const args = { ...defaults, ...defined(given) };
    checkArguments('Monitoring', name, faultsOf(schema, args));
    super('sophia:operations:Monitoring', name, {}, opts);
    const child = { parent: this };

    const { topic, key } = alarmTopic(name, args.emails ?? [], child);
    const { critical, warnings } = alarmsOf(args);
    const told = Object.entries(warnings).map(([part, some]) =>
      alarm(`${name}-${part}`, { ...some, actions: [topic.arn] }, child),
    );
    // These are told once, by the alarm over all of them.
    const silent = Object.entries(critical).map(([part, some]) =>
      alarm(`${name}-${part}`, { ...some, actions: [] }, child),
    );
    const affected = silent.length > 0 ? composite(name, silent, topic, child) : undefined;
    if (args.costAnomalies) watchAnomalies(name, args.anomalyDollars, topic, child);
    const boards = args.dashboards
      ? Object.entries(dashboardsOf(args)).map(([part, graphs]) => dashboard(name, part, graphs, child))
      : [];

    this.topicArn = topic.arn;
    this.topicKeyArn = key.arn;
    this.dashboardNames = pulumi.all(boards.map(board => board.dashboardName));
    this.alarmNames = pulumi.all([...told, ...silent].map(some => some.name));
    this.affectedAlarmName = affected?.alarmName;
    this.registerOutputs({ topicArn: this.topicArn, dashboardNames: this.dashboardNames, alarmNames: this.alarmNames });
  }
}

const publishers = ['cloudwatch', 'budgets', 'costalerts', 'events'].map(service => `${service}.amazonaws.com`);

/** An encrypted topic that services of this account may tell, over TLS alone. */
function alarmTopic(name: string, emails: readonly string[], child: pulumi.CustomResourceOptions) {
  const key = serviceKey(name, `Alarms of ${name}`, publishers, child);
  const topic = new aws.sns.Topic(`${name}-alarms`, { kmsMasterKeyId: key.id }, child);
  const { accountId } = aws.getCallerIdentityOutput({}, child);
  const statement = { Action: ['sns:Publish'], Resource: [topic.arn] };
  const policy = pulumi.jsonStringify({
    Version: '2012-10-17',
    Statement: [
      {
        ...statement,
        Sid: 'ServicesOfThisAccount',
        Effect: 'Allow',
        Principal: { Service: publishers },
        Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
      },
      {
        ...statement,
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  });
  new aws.sns.TopicPolicy(`${name}-alarms-policy`, { arn: topic.arn, policy }, child);
  // Named by the address: named by its place, it would be taken away when another before it is.
  [...new Set(emails)].forEach((endpoint, index) => {
    const subscription = { topic: topic.arn, protocol: 'email', endpoint };
    const aliases = [{ name: `${name}-email-${index}` }];
    new aws.sns.TopicSubscription(`${name}-email-${short(endpoint)}`, subscription, { ...child, aliases });
  });
  return { topic, key };
}

/** Tells addresses apart, in letters that every tool takes for a name. */
const short = (address: string): string => createHash('sha256').update(address).digest('hex').slice(0, 8);

function composite(
  name: string,
  alarms: readonly aws.cloudwatch.MetricAlarm[],
  topic: aws.sns.Topic,
  child: pulumi.CustomResourceOptions,
) {
  const alarmRule = pulumi
    .all(alarms.map(({ name: some }) => some))
    .apply(names => names.map(some => `ALARM("${some}")`).join(' OR '));
  return new aws.cloudwatch.CompositeAlarm(
    `${name}-affected`,
    {
      alarmName: `${pulumi.getProject()}-${pulumi.getStack()}-${name}-affected`,
      alarmDescription: 'People are affected: the service is down, slow or failing.',
      alarmRule,
      alarmActions: [topic.arn],
      okActions: [topic.arn],
    },
    child,
  );
}

function watchAnomalies(
  name: string,
  dollars: number,
  topic: aws.sns.Topic,
  child: pulumi.CustomResourceOptions,
): void {
  const monitor = new aws.costexplorer.AnomalyMonitor(
    `${name}-cost-anomalies`,
    { monitorType: 'DIMENSIONAL', monitorDimension: 'SERVICE' },
    child,
  );
  const dimension = {
    key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE',
    matchOptions: ['GREATER_THAN_OR_EQUAL'],
    values: [String(dollars)],
  };
  new aws.costexplorer.AnomalySubscription(
    `${name}-cost-anomalies-told`,
    {
      frequency: 'IMMEDIATE',
      monitorArnLists: [monitor.arn],
      subscribers: [{ type: 'SNS', address: topic.arn }],
      thresholdExpression: { dimension },
    },
    child,
  );
}
