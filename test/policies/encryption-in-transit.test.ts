import { expect, test } from '@jest/globals';
import { encryptionInTransit } from '../../policies/encryption-in-transit.ts';
import { type Given, refused } from './harness.ts';

const listener = (props: object): Given => ({ type: 'aws:lb/listener:Listener', props: { ...props } });
const forward = [{ type: 'forward' }];
const modern = { protocol: 'HTTPS', sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06', defaultActions: forward };
const redirect = { protocol: 'HTTP', defaultActions: [{ type: 'redirect', redirect: { protocol: 'HTTPS' } }] };

test('TLS of today, and a redirect to it, are accepted', () => {
  expect(refused(encryptionInTransit, [listener(modern), listener(redirect)])).toEqual([]);
  const others: Given[] = [
    {
      type: 'aws:elasticache/replicationGroup:ReplicationGroup',
      props: { transitEncryptionEnabled: true },
    },
    { type: 'aws:apigateway/domainName:DomainName', props: { securityPolicy: 'TLS_1_2' } },
    {
      type: 'aws:cloudfront/distribution:Distribution',
      props: { defaultCacheBehavior: { viewerProtocolPolicy: 'redirect-to-https' } },
    },
    { type: 'aws:opensearch/domain:Domain', props: { domainEndpointOptions: { enforceHttps: true } } },
  ];
  expect(refused(encryptionInTransit, others)).toEqual([]);
});

test('plain HTTP, TLS of yesterday, and what says nothing are refused', () => {
  const old = { ...modern, sslPolicy: 'ELBSecurityPolicy-2016-08' };
  const plain = { protocol: 'HTTP', defaultActions: forward };
  const half = { protocol: 'HTTP', defaultActions: [...redirect.defaultActions, ...forward] };
  for (const props of [old, plain, half, { protocol: 'HTTPS' }, {}]) {
    expect(refused(encryptionInTransit, [listener(props)])).toEqual(['Listener']);
  }
  expect(refused(encryptionInTransit, [{ type: 'aws:elasticache/replicationGroup:ReplicationGroup' }])).toHaveLength(1);
  expect(refused(encryptionInTransit, [{ type: 'aws:apigateway/domainName:DomainName' }])).toHaveLength(1);
});

test('a load balancer without a name of its own has no certificate: stacks without real data may do without', () => {
  expect(refused(encryptionInTransit, [listener({ protocol: 'HTTP' })], { stack: 'development' })).toEqual([]);
});
