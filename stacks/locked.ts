import * as pulumi from '@pulumi/pulumi';
import type { Settings } from './settings/schema.ts';

/** What holds something that can't be made again: data, people, and the keys that read it. */
const holders: ReadonlySet<string> = new Set([
  'aws:cognito/userPool:UserPool',
  'aws:dynamodb/table:Table',
  'aws:kms/key:Key',
  'aws:kms/replicaKey:ReplicaKey',
  'aws:s3/bucket:Bucket',
]);

/**
 * Options of a component whose data Pulumi refuses to delete or replace until it is unprotected. Its rules, roles and
 * views of data are left free: those are replaced whenever settings and the model change.
 */
export const locked = (
  { protect_data }: Settings,
  options: pulumi.ComponentResourceOptions,
): pulumi.ComponentResourceOptions =>
  protect_data ? pulumi.mergeOptions(options, { transformations: [protectHolder] }) : options;

const protectHolder: pulumi.ResourceTransformation = ({ type, props, opts }) =>
  holders.has(type) ? { props, opts: { ...opts, protect: true } } : undefined;
