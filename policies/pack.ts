import type { Policies } from '@pulumi/policy';
import { backups } from './backups.ts';
import { budgetPresent } from './budget-present.ts';
import { deletionProtection } from './deletion-protection.ts';
import { encryptedBuckets } from './encrypted-buckets.ts';
import { encryptionAtRest } from './encryption-at-rest.ts';
import { encryptionInTransit } from './encryption-in-transit.ts';
import { logRetention } from './log-retention.ts';
import { noOpenIngress } from './no-open-ingress.ts';
import { noPublicBuckets } from './no-public-buckets.ts';
import { noSecretsInEnvironment } from './no-secrets-in-environment.ts';
import { noWildcardActions } from './no-wildcard-actions.ts';
import { noWildcardResources } from './no-wildcard-resources.ts';
import { requiredTags } from './required-tags.ts';
import { supportedRuntimes } from './supported-runtimes.ts';
import { tlsOnlyBuckets } from './tls-only-buckets.ts';

/** Every policy, one a file. */
export const policies: Policies = [
  backups,
  budgetPresent,
  deletionProtection,
  encryptedBuckets,
  encryptionAtRest,
  encryptionInTransit,
  logRetention,
  noOpenIngress,
  noPublicBuckets,
  noSecretsInEnvironment,
  noWildcardActions,
  noWildcardResources,
  requiredTags,
  supportedRuntimes,
  tlsOnlyBuckets,
];
