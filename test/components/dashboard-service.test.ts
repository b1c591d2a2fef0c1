import { describe, expect, test } from '@jest/globals';
import { DashboardService, type DashboardServiceArgs } from '../../components/dashboard-service.ts';
import { read, table } from '../../components/internal/grants.ts';
import { type Graph, type Inputs, register } from './harness.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const args: DashboardServiceArgs = {
  vpcId: 'vpc-1',
  publicSubnetIds: ['subnet-a', 'subnet-b'],
  privateSubnetIds: ['subnet-c', 'subnet-d'],
  image: { digest },
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1',
};
const made = (some: Partial<DashboardServiceArgs> = {}, preview = false): Promise<Graph> =>
  register(() => new DashboardService('site', { ...args, ...some }), { preview });

describe('DashboardService', () => {
  test('is a service on Fargate behind a load balancer', async () => {
    const graph = await made();
    expect(graph.resources.map(({ name }) => name).toSorted()).toEqual(
      [
        'site',
        'site-repository',
        'site-images',
        'site-edge',
        'site-tasks',
        'site-edge-ingress-80',
        'site-edge-ingress-443',
        'site-edge-egress',
        'site-tasks-ingress',
        'site-tasks-egress-tls',
        'site-access-logs',
        'site-access-logs-access',
        'site-access-logs-encryption',
        'site-access-logs-versioning',
        'site-access-logs-lifecycle',
        'site-access-logs-events',
        'site-access-logs-policy',
        'site-balancer-id',
        'site-balancer',
        'site-targets',
        'site-http',
        'site-https',
        'site-firewall',
        'site-firewall-association',
        'site-firewall-logs',
        'site-firewall-logging',
        'site-logs',
        'site-execution-role',
        'site-execution-policy',
        'site-task-role',
        'site-task',
        'site-cluster',
        'site-capacity',
        'site-service',
        'site-tasks-range',
        'site-scale-processor',
        'site-scale-requests',
        'site-surge-processor',
        'site-surge-processor-seen',
        'site-surge-requests',
        'site-surge-requests-seen',
      ].toSorted(),
    );
    const component = graph.named('site');
    for (const child of graph.resources.slice(1)) expect(child.parent).toBe(component.urn);
    expect(graph.named('site-service').inputs).toMatchObject({
      desiredCount: 2,
      enableExecuteCommand: false,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      capacityProviderStrategies: [{ capacityProvider: 'FARGATE', weight: 100, base: 1 }],
      networkConfiguration: { subnets: ['subnet-c', 'subnet-d'], assignPublicIp: false },
    });
    expect(graph.named('site-service').options.ignoreChanges).toEqual(['desiredCount']);
  });

  test('the firewall looks at everything; but what is written in a file that is added is no attack', async () => {
    type Rule = { statement: { managedRuleGroupStatement?: { name: string; scopeDownStatement?: Inputs } } };
    const rules = (await made()).named('site-firewall').inputs['rules'] as Rule[];
    const narrowed = rules.filter(({ statement }) => statement.managedRuleGroupStatement?.scopeDownStatement);
    expect(narrowed.map(({ statement }) => statement.managedRuleGroupStatement!.name)).toEqual([
      'AWSManagedRulesCommonRuleSet',
    ]);
    const match = (searchString: string, fieldToMatch: object) => ({
      byteMatchStatement: expect.objectContaining({ searchString, fieldToMatch, positionalConstraint: 'EXACTLY' }),
    });
    const statements = [match('POST', { method: {} }), match('/api/v1/documents', { uriPath: {} })];
    expect(narrowed[0]!.statement.managedRuleGroupStatement!.scopeDownStatement).toEqual({
      notStatement: { statement: { andStatement: { statements } } },
    });
  });

  test('sends HTTP on to HTTPS with TLS 1.2 at least', async () => {
    const graph = await made();
    expect(graph.named('site-http').inputs['defaultActions']).toEqual([
      { type: 'redirect', redirect: { protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' } },
    ]);
    expect(graph.named('site-https').inputs).toMatchObject({
      sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      port: 443,
    });
    expect(graph.named('site-balancer').inputs['name']).toBe('site-0a1b2c');
    expect(graph.named('site-balancer').inputs).toMatchObject({
      dropInvalidHeaderFields: true,
      accessLogs: { enabled: true },
    });
  });

  test('runs a container that can write nothing but /tmp and is asked whether it is well', async () => {
    const graph = await made({
      environment: { B: '2', A: '1' },
      secrets: { TOKEN: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:token' },
      grants: [read(table('arn:aws:dynamodb:us-east-1:123456789012:table/sessions'))],
    });
    const task = graph.named('site-task').inputs;
    const [container] = JSON.parse(task['containerDefinitions'] as string) as Record<string, unknown>[];
    expect(task).toMatchObject({ cpu: '512', memory: '1024', runtimePlatform: { cpuArchitecture: 'ARM64' } });
    expect(container).toMatchObject({
      readonlyRootFilesystem: true,
      environment: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
      secrets: [{ name: 'TOKEN', valueFrom: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:token' }],
    });
    expect(String(container!['image']).endsWith(`@${digest}`)).toBe(true);
    expect(
      graph
        .statements()
        .flatMap(({ actions }) => actions)
        .filter(action => action.includes('*')),
    ).toEqual([]);
    expect(
      graph
        .statements()
        .filter(({ resources }) => resources.includes('*'))
        .map(({ actions }) => actions),
    ).toEqual([['ecr:GetAuthorizationToken']]);
  });

  test('follows processor time and requests, from two tasks to ten', async () => {
    const graph = await made();
    expect(graph.named('site-tasks-range').inputs).toMatchObject({ minCapacity: 2, maxCapacity: 10 });
    const target = (name: string) => graph.named(name).inputs['targetTrackingScalingPolicyConfiguration'];
    expect(target('site-scale-processor')).toMatchObject({ targetValue: 70 });
    expect(target('site-scale-requests')).toMatchObject({ targetValue: 1000 });
  });

  test('meets a surge at the end of its first minute: targets alone wait for three', async () => {
    const graph = await made();
    const surges = ['processor', 'requests'].map(part => {
      const { inputs } = graph.named(`site-surge-${part}-seen`);
      const { metricName, period, evaluationPeriods, threshold, alarmActions, okActions } = inputs;
      expect({ period, evaluationPeriods, okActions }).toEqual({ period: 60, evaluationPeriods: 1 });
      expect(alarmActions).toEqual([`arn:aws:test:us-east-1:123456789012:site-surge-${part}`]);
      return [metricName, threshold];
    });
    expect(surges).toEqual([
      ['CPUUtilization', 90],
      ['RequestCountPerTarget', 1_500],
    ]);
    const policy = graph.named('site-surge-requests').inputs['stepScalingPolicyConfiguration'] as Inputs;
    // From 1,500 to 2,000 requests half as many tasks more, above as many again.
    expect(policy['stepAdjustments']).toEqual([
      { metricIntervalLowerBound: '0', metricIntervalUpperBound: '500', scalingAdjustment: 50 },
      { metricIntervalLowerBound: '500', scalingAdjustment: 100 },
    ]);
  });

  test('sleeps out of hours and uses Spot when asked to', async () => {
    const offHours = { from: 'cron(0 20 ? * MON-FRI *)', to: 'cron(0 6 ? * MON-FRI *)' };
    const graph = await made({ offHours, spotShare: 0.75, minimumTasks: 1 });
    expect(graph.named('site-off-hours').inputs['scalableTargetAction']).toEqual({ minCapacity: 0, maxCapacity: 0 });
    expect(graph.named('site-working-hours').inputs['scalableTargetAction']).toEqual({
      minCapacity: 1,
      maxCapacity: 10,
    });
    expect(graph.named('site-service').inputs['capacityProviderStrategies']).toEqual([
      { capacityProvider: 'FARGATE', weight: 25, base: 1 },
      { capacityProvider: 'FARGATE_SPOT', weight: 75 },
    ]);
  });

  test('stands in public subnets where there is no NAT, still reached by the load balancer alone', async () => {
    const graph = await made({ privateSubnetIds: undefined, certificateArn: undefined });
    expect(graph.named('site-service').inputs['networkConfiguration']).toMatchObject({ assignPublicIp: true });
    expect(graph.named('site-tasks-ingress').inputs).toMatchObject({
      referencedSecurityGroupId: 'site-edge-id',
      fromPort: 8080,
    });
    expect(graph.ofType('aws:lb/listener:Listener').map(({ name }) => name)).toEqual(['site-http']);
  });

  test('is the same in a preview', async () => {
    const names = (graph: Graph) => graph.resources.map(({ name }) => name).toSorted();
    const some = {
      domain: { name: 'dashboards.example.com', zoneId: 'Z1' },
      reaches: [{ securityGroupId: 'sg-1', port: 6379 }],
    };
    expect(names(await made(some, true))).toEqual(names(await made(some)));
  });

  test('tells all that is wrong at once and registers nothing', async () => {
    const graph = await register(() => {
      const wrong = {
        cpuUnits: 300,
        memoryMegabytes: 100,
        minimumTasks: 11,
        spotShare: 2,
        certificateArn: undefined,
        domain: { name: 'dashboards.example.com' },
        image: { digest: 'latest' },
        offHours: { from: 'night', to: 'cron(0 6 * * ? *)', tasks: 12 },
      };
      expect(() => new DashboardService('site', { ...args, ...wrong })).toThrow(
        /cpuUnits: .*memoryMegabytes: .*spotShare: .*offHours\.from: .*minimumTasks: .*offHours\.tasks: .*certificateArn: .*image: /s,
      );
    });
    expect(graph.resources).toEqual([]);
  });
});
