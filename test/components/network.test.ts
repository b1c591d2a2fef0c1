import { describe, expect, test } from '@jest/globals';
import { Network, type NetworkArgs } from '../../components/network.ts';
import { type Graph, register } from './harness.ts';

const made = (args: NetworkArgs = {}, preview = false): Promise<Graph> =>
  register(() => new Network('net', args), { preview });
const names = (graph: Graph): string[] => graph.resources.map(({ name }) => name).toSorted();

describe('Network', () => {
  test('is a network with two gateway endpoints, nothing open by default, and a record of who spoke to whom', async () => {
    const graph = await made();
    expect(names(graph)).toEqual(
      [
        'net',
        'net-vpc',
        'net-closed',
        'net-s3',
        'net-dynamodb',
        'net-flows',
        'net-flows-role',
        'net-flows-policy',
        'net-flow-log',
      ].toSorted(),
    );
    expect(graph.named('net').type).toBe('sophia:network:Network');
    for (const child of graph.resources.filter(({ name }) => name !== 'net')) {
      expect(`${child.name} below ${child.parent}`).toBe(`${child.name} below ${graph.named('net').urn}`);
    }
    expect(graph.named('net-vpc').inputs).toMatchObject({
      cidrBlock: '10.0.0.0/16',
      numberOfAvailabilityZones: 2,
      natGateways: { strategy: 'Single' },
      enableDnsHostnames: true,
    });
    expect(graph.named('net-closed').inputs).toMatchObject({ ingress: [], egress: [] });
    expect(graph.named('net-s3').inputs).toMatchObject({
      vpcEndpointType: 'Gateway',
      serviceName: 'com.amazonaws.us-east-1.s3',
    });
    expect(graph.named('net-flows').inputs['retentionInDays']).toBe(30);
    expect(graph.named('net-flow-log').inputs).toMatchObject({
      trafficType: 'ALL',
      logDestinationType: 'cloud-watch-logs',
    });
  });

  test.each([
    ['none', 'None'],
    ['one', 'Single'],
    ['perZone', 'OnePerAz'],
  ] as const)('nat %s is %s', async (nat, strategy) => {
    expect((await made({ nat })).named('net-vpc').inputs['natGateways']).toEqual({ strategy });
  });

  test('other services are reached by TLS from the network alone, each once', async () => {
    const graph = await made({ interfaceEndpoints: ['athena', 'ecr.api', 'athena'], cidr: '10.20.0.0/18' });
    expect(graph.named('net-ecr-api').inputs).toMatchObject({
      vpcEndpointType: 'Interface',
      serviceName: 'com.amazonaws.us-east-1.ecr.api',
      privateDnsEnabled: true,
    });
    expect(graph.ofType('aws:ec2/vpcEndpoint:VpcEndpoint')).toHaveLength(4);
    expect(graph.named('net-endpoints-ingress').inputs).toMatchObject({
      fromPort: 443,
      toPort: 443,
      cidrIpv4: '10.20.0.0/18',
    });
  });

  test('keeps no record when it is not wanted', async () => {
    expect(names(await made({ flowLogs: false }))).toEqual(
      ['net', 'net-vpc', 'net-closed', 'net-s3', 'net-dynamodb'].toSorted(),
    );
  });

  test('may write its own log and nothing else', async () => {
    const statements = (await made()).statements();
    const actions = ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'];
    const arn = 'arn:aws:test:us-east-1:123456789012:net-flows';
    expect(statements).toEqual([{ policy: 'net-flows-policy', actions, resources: [arn, `${arn}:*`] }]);
  });

  test('is the same in a preview', async () => {
    const args: NetworkArgs = { interfaceEndpoints: ['athena'] };
    expect(names(await made(args, true))).toEqual(names(await made(args)));
  });

  test('tells all that is wrong at once and registers nothing', async () => {
    const graph = await register(() => {
      const wrong = {
        cidr: '10.0.0.0/8',
        zones: 3,
        availableZones: ['us-west-1a', 'us-west-1c'],
        nat: 'two' as 'one',
        interfaceEndpoints: ['Athena!'],
        logRetentionDays: 31,
      };
      expect(() => new Network('net', wrong)).toThrow(
        /nat: .*interfaceEndpoints.*0.*: .*logRetentionDays: .*cidr: .*zones: /s,
      );
    });
    expect(graph.resources).toEqual([]);
  });
});
