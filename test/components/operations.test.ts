import { describe, expect, test } from '@jest/globals';
import { AuditTrail, type AuditTrailArgs } from '../../components/audit-trail.ts';
import { ownMetrics } from '../../components/internal/metrics.ts';
import { Monitoring, type MonitoringArgs } from '../../components/monitoring.ts';
import { SpendBudget, type SpendBudgetArgs } from '../../components/spend-budget.ts';
import { type Graph, type Inputs, register } from './harness.ts';

const names = (graph: Graph) => graph.resources.map(({ name }) => name).toSorted();
const watched: MonitoringArgs = {
  service: {
    clusterName: 'cluster',
    serviceName: 'site',
    albSuffix: 'app/site/1',
    targetGroupSuffix: 'targetgroup/site/2',
  },
  api: { restApiName: 'api', stageName: 'live' },
  functions: { orchestrator: { functionName: 'ask', deadLetterQueueName: 'ask-failed' } },
};
const monitored = (args: MonitoringArgs = {}, preview = false): Promise<Graph> =>
  register(() => new Monitoring('watch', args), { preview });

describe('Monitoring', () => {
  test('watches what it is given', async () => {
    const graph = await monitored({ ...watched, emails: ['operations@example.com'] });
    expect(graph.ofType('aws:cloudwatch/metricAlarm:MetricAlarm').map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'watch-dashboard-down',
        'watch-dashboard-slow',
        'watch-dashboard-errors',
        'watch-api-errors',
        'watch-api-slow',
        'watch-orchestrator-errors',
        'watch-orchestrator-throttled',
        'watch-orchestrator-failed',
        'watch-data-source-failures',
        'watch-generation-errors',
        'watch-migration-failures',
        'watch-cost-threshold',
      ]),
    );
    expect(
      graph
        .ofType('aws:cloudwatch/dashboard:Dashboard')
        .map(({ inputs }) => inputs['dashboardName'])
        .toSorted(),
    ).toEqual(
      ['cost', 'data-sources', 'engagement', 'generation', 'operation', 'response-times'].map(
        part => `sophia-test-watch-${part}`,
      ),
    );
    const [mail] = graph.ofType('aws:sns/topicSubscription:TopicSubscription');
    expect(mail!.inputs).toMatchObject({
      protocol: 'email',
      endpoint: 'operations@example.com',
    });
    for (const child of graph.resources.slice(1)) expect(child.parent).toBe(graph.named('watch').urn);
  });

  test('who is told stays subscribed when another address before theirs is taken away, or the same is there twice', async () => {
    const told = async (...emails: string[]) => {
      const graph = await monitored({ ...watched, emails });
      const mails = graph.ofType('aws:sns/topicSubscription:TopicSubscription');
      return Object.fromEntries(mails.map(({ name, inputs }) => [inputs['endpoint'], name]));
    };
    const [ann, ben] = ['ann@example.com', 'ben@example.com'];
    const both = await told(ann!, ben!, ann!);
    expect(Object.keys(both)).toEqual([ann, ben]);
    expect(await told(ben!)).toEqual({ [ben!]: both[ben!] });
    // Where they were named by their place, they are the same still.
    const graph = await monitored({ ...watched, emails: [ann!, ben!] });
    expect(graph.named(both[ben!] as string).options.aliases).toEqual(['watch-email-1']);
  });

  test('a dashboard is down when tasks are wanted and none is healthy for a minute', async () => {
    const { inputs } = (await monitored(watched)).named('watch-dashboard-down');
    expect(inputs).toMatchObject({ threshold: 0, evaluationPeriods: 1, comparisonOperator: 'GreaterThanThreshold' });
    expect(inputs['metricQueries']).toEqual([
      {
        id: 'result',
        expression: 'IF(FILL(desired, 0) > 0 AND FILL(healthy, 0) < 1, 1, 0)',
        label: 'result',
        returnData: true,
      },
      expect.objectContaining({
        id: 'desired',
        metric: expect.objectContaining({ metricName: 'DesiredTaskCount', period: 60 }),
      }),
      expect.objectContaining({ id: 'healthy', metric: expect.objectContaining({ metricName: 'HealthyHostCount' }) }),
    ]);
  });

  test.each([
    ['watch-dashboard-slow', { threshold: 2, extendedStatistic: 'p95' }],
    ['watch-api-errors', { threshold: 5, evaluationPeriods: 1 }],
    ['watch-cost-threshold', { threshold: 500, period: 86_400 }],
  ])('%s has its threshold', async (name, expected) => {
    expect((await monitored(watched)).named(name).inputs).toMatchObject(expected);
  });

  test('errors that are answers ring no bell; what fails behind them has a metric of its own', async () => {
    const graph = await monitored({ functions: { takeover: { functionName: 'takeover', errorsAreAnswers: true } } });
    expect(names(graph).filter(name => name.startsWith('watch-takeover'))).toEqual(['watch-takeover-throttled']);
    expect(graph.named('watch-migration-failures').inputs).toMatchObject({
      metricName: 'MigrationFailures',
      threshold: 0,
      alarmActions: [expect.any(String)],
    });
  });

  test('tells what affects people once, by one alarm over the others', async () => {
    const graph = await monitored(watched);
    expect(graph.named('watch-dashboard-down').inputs['alarmActions']).toEqual([]);
    expect(graph.named('watch-orchestrator-errors').inputs['alarmActions']).toHaveLength(1);
    const { inputs } = graph.named('watch-affected');
    expect(inputs['alarmRule']).toContain('ALARM("watch-dashboard-down-0123abc") OR ');
    expect(inputs['alarmActions']).toHaveLength(1);
  });

  test('has an encrypted topic that services of this account alone may tell', async () => {
    const graph = await monitored();
    expect(graph.named('watch-alarms').inputs['kmsMasterKeyId']).toBe('watch-key-id');
    expect(graph.named('watch-key').inputs['enableKeyRotation']).toBe(true);
    const { Statement } = JSON.parse(graph.named('watch-alarms-policy').inputs['policy'] as string) as {
      Statement: Inputs[];
    };
    expect(Statement[0]).toMatchObject({ Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } } });
    const key = JSON.parse(graph.named('watch-key').inputs['policy'] as string) as {
      Statement: { Action: string[] }[];
    };
    expect(key.Statement.flatMap(({ Action }) => Action).filter(action => action.includes('*'))).toEqual([]);
  });

  test('leaves out what is not there and what is not wanted', async () => {
    const graph = await monitored({ dashboards: false, costAnomalies: false });
    expect(names(graph)).toEqual(
      [
        'watch',
        'watch-key',
        'watch-alarms',
        'watch-alarms-policy',
        'watch-data-source-failures',
        'watch-generation-errors',
        'watch-migration-failures',
        'watch-cost-threshold',
      ].toSorted(),
    );
  });

  test('every metric that the platform writes is in a graph', async () => {
    const graph = await monitored(watched);
    const text = graph
      .ofType('aws:cloudwatch/dashboard:Dashboard')
      .map(({ inputs }) => inputs['dashboardBody'])
      .join();
    expect(ownMetrics.filter(metric => !text.includes(`"Sophia","${metric}"`))).toEqual([]);
  });

  test('is the same in a preview', async () => {
    expect(names(await monitored(watched, true))).toEqual(names(await monitored(watched)));
  });

  test('tells all that is wrong at once and registers nothing', async () => {
    const graph = await register(() => {
      const wrong = {
        emails: ['nobody'],
        namespace: 'AWS/Lambda',
        errorPercent: 101,
        pageSeconds: 0,
        anomalyDollars: -1,
      };
      expect(() => new Monitoring('watch', wrong)).toThrow(
        /emails\[?\.?0\]?: .*namespace: .*errorPercent: .*pageSeconds: .*anomalyDollars: /s,
      );
    });
    expect(graph.resources).toEqual([]);
  });
});

describe('SpendBudget', () => {
  const budgeted = (args: SpendBudgetArgs): Promise<Graph> => register(() => new SpendBudget('budget', args));

  test('is $500 a month, told at 50, 80 and 100 % and when the forecast is above it', async () => {
    const graph = await budgeted({ emails: ['owner@example.com'] });
    const { inputs } = graph.named('budget-budget');
    expect(inputs).toMatchObject({ limitAmount: '500', limitUnit: 'USD', timeUnit: 'MONTHLY', budgetType: 'COST' });
    const told = inputs['notifications'] as Inputs[];
    expect(told.map(({ threshold, notificationType }) => [threshold, notificationType])).toEqual([
      [50, 'ACTUAL'],
      [80, 'ACTUAL'],
      [100, 'ACTUAL'],
      [100, 'FORECASTED'],
    ]);
    expect(told[0]!['subscriberEmailAddresses']).toEqual(['owner@example.com']);
  });

  test('is joined by advice on sizes when asked to, which stays when the stack goes: it is the account’s', async () => {
    const wanted = await budgeted({ emails: ['owner@example.com'], rightSizing: true });
    expect(wanted.named('budget-right-sizing')).toMatchObject({
      inputs: { status: 'Active' },
      options: { retainOnDelete: true },
    });
    const unwanted = await budgeted({ emails: ['owner@example.com'] });
    expect(unwanted.ofType('aws:computeoptimizer/enrollmentStatus:EnrollmentStatus')).toEqual([]);
  });

  test('counts what has a tag', async () => {
    const graph = await budgeted({
      topicArn: 'arn:aws:sns:us-east-1:123456789012:alarms',
      tags: { project: 'sophia' },
    });
    expect(graph.named('budget-budget').inputs['costFilters']).toEqual([
      { name: 'TagKeyValue', values: ['user:project$sophia'] },
    ]);
  });

  test('tells all that is wrong at once and registers nothing', async () => {
    const graph = await register(() => {
      expect(() => new SpendBudget('budget', { monthlyDollars: 0, alertPercents: [], forecastPercent: 0 })).toThrow(
        /monthlyDollars: .*alertPercents: .*forecastPercent: .*emails: /s,
      );
    });
    expect(graph.resources).toEqual([]);
  });
});

describe('AuditTrail', () => {
  const audited = (args: AuditTrailArgs = {}): Promise<Graph> => register(() => new AuditTrail('audit', args));

  test('records who did what, how resources changed and what looks like an attack', async () => {
    const graph = await audited({ topicArn: 'arn:aws:sns:us-east-1:123456789012:alarms' });
    expect(graph.named('audit-trail').inputs).toMatchObject({
      isMultiRegionTrail: true,
      enableLogFileValidation: true,
      kmsKeyId: 'arn:aws:test:us-east-1:123456789012:audit-key',
    });
    expect(graph.named('audit-recording').inputs['isEnabled']).toBe(true);
    expect(graph.named('audit-detector').inputs['enable']).toBe(true);
    expect(graph.ofType('aws:cfg/rule:Rule')).toHaveLength(6);
    expect(graph.named('audit-findings-target').inputs['arn']).toBe('arn:aws:sns:us-east-1:123456789012:alarms');
    expect(
      graph
        .statements()
        .flatMap(({ actions }) => actions)
        .filter(action => action.includes('*')),
    ).toEqual([]);
    for (const bucket of graph.ofType('aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock')) {
      expect(bucket.inputs).toMatchObject({ blockPublicAcls: true, restrictPublicBuckets: true });
    }
  });

  test.each([
    [{ trail: false }, /trail/],
    [{ configuration: false }, /configuration|recorder|delivery|recording/],
    [{ threatDetection: false }, /detector/],
  ])('each part can be switched off: %j', async (args, gone) => {
    expect(names(await audited()).some(name => gone.test(name))).toBe(true);
    expect(
      names(await audited(args)).filter(name => name !== 'audit' && !name.includes('cloud-trail') && gone.test(name)),
    ).toEqual([]);
  });

  test('refuses times that are no times', async () => {
    const graph = await register(() => {
      expect(() => new AuditTrail('audit', { retentionDays: 0, logRetentionDays: 31 })).toThrow(
        /retentionDays: .*logRetentionDays: /s,
      );
    });
    expect(graph.resources).toEqual([]);
  });
});
