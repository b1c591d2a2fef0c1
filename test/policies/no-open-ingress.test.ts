import { expect, test } from '@jest/globals';
import { noOpenIngress } from '../../policies/no-open-ingress.ts';
import { type Given, refused } from './harness.ts';

const group: Given = { type: 'aws:ec2/securityGroup:SecurityGroup', name: 'front' };
const balancer = (props: object = {}): Given => ({
  type: 'aws:lb/loadBalancer:LoadBalancer',
  props: { ...props },
  from: { securityGroups: [group] },
});
const rule = (props: object): Given => ({
  type: 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule',
  name: 'rule',
  props: { fromPort: 443, toPort: 443, cidrIpv4: '0.0.0.0/0', ...props },
  from: { securityGroupId: [group] },
});

test('the load balancer is reached from everywhere on 80 and 443', () => {
  const given = [group, balancer(), rule({}), rule({ fromPort: 80, toPort: 80 }), rule({ cidrIpv6: '::/0' })];
  expect(refused(noOpenIngress, given)).toEqual([]);
});

test('whoever is let in by name or by own addresses is accepted', () => {
  const own = rule({ cidrIpv4: '10.0.0.0/16' });
  const other = { ...rule({}), props: { fromPort: 6379, toPort: 6379, referencedSecurityGroupId: 'sg-1' } };
  expect(refused(noOpenIngress, [group, own, other])).toEqual([]);
});

test('everybody is refused where no public load balancer stands, and on other ports', () => {
  expect(refused(noOpenIngress, [group, rule({})])).toEqual(['rule']);
  expect(refused(noOpenIngress, [group, balancer({ internal: true }), rule({})])).toEqual(['rule']);
  expect(refused(noOpenIngress, [group, balancer(), rule({ fromPort: 22, toPort: 22 })])).toEqual(['rule']);
  expect(refused(noOpenIngress, [group, balancer(), rule({ fromPort: 80, toPort: 443 })])).toEqual(['rule']);
});

test('all ways of writing a rule are read', () => {
  const everybody = { fromPort: 22, toPort: 22, protocol: 'tcp', cidrBlocks: ['10.0.0.0/8', '0.0.0.0/0'] };
  expect(refused(noOpenIngress, [{ ...group, props: { ingress: [everybody] } }])).toEqual(['front']);
  const older: Given = {
    type: 'aws:ec2/securityGroupRule:SecurityGroupRule',
    props: { type: 'ingress', ...everybody },
    from: { securityGroupId: [group] },
  };
  expect(refused(noOpenIngress, [older])).toEqual(['SecurityGroupRule']);
  expect(refused(noOpenIngress, [{ ...older, props: { ...older.props, type: 'egress' } }])).toEqual([]);
});
