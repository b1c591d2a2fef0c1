import { amount, atRest, type Charge, inUse, item, record, share, type Tariff } from '../charge.ts';
import { monthHours, type PriceName } from '../prices.ts';
import { apiRequestsOf, queriesOf } from '../usage.ts';

/** A question reads its session, conversation and budget, and writes its turn, its cost and its record. */
const readsPerQuery = 6;
const writesPerQuery = 5;

const table: Tariff = (resource, surroundings) => {
  const { usage } = surroundings;
  const copies = 1 + (Array.isArray(resource.inputs['replicas']) ? resource.inputs['replicas'].length : 0);
  const each = (quantity: number) => share(quantity, resource, surroundings);
  const restorable = record(resource.inputs, 'pointInTimeRecovery')['enabled'] === true;
  const gigabytes = each(usage.tableGigabytes) * copies;
  return {
    ...inUse(
      item('tableWrite', each(queriesOf(usage) * writesPerQuery) * copies),
      item('tableRead', each(queriesOf(usage) * readsPerQuery)),
      item('tableGigabyteMonth', gigabytes),
      item('tableBackupGigabyteMonth', restorable ? gigabytes : 0),
    ),
    unknown: resource.inputs['billingMode'] === 'PAY_PER_REQUEST' ? undefined : 'capacity by the hour',
  };
};

const nodeHours: Readonly<Record<string, PriceName>> = {
  'cache.t4g.micro': 'valkeyT4gMicroHour',
  'cache.t4g.small': 'valkeyT4gSmallHour',
  'cache.t4g.medium': 'valkeyT4gMediumHour',
};

const cacheNodes: Tariff = ({ inputs }): Charge => {
  const type = String(inputs['nodeType']);
  const price = inputs['engine'] === 'valkey' ? nodeHours[type] : undefined;
  if (!price) return { ...atRest(), unknown: `${type} of ${String(inputs['engine'])}` };
  return atRest(item(price, amount(inputs, 'numCacheClusters', 1) * monthHours));
};

/** At least 100 MB are billed. A question gets and sets answers of some kilobytes, a unit each. */
const cacheServerless: Tariff = ({ inputs }, { usage }): Charge =>
  inputs['engine'] === 'valkey'
    ? {
        atRest: [item('valkeyServerlessGigabyteHour', 0.1 * monthHours)],
        inUse: [item('valkeyServerlessUnit', queriesOf(usage) * 20)],
      }
    : { ...atRest(), unknown: `a serverless cache of ${String(inputs['engine'])}` };

const bucket: Tariff = (resource, surroundings) => {
  const each = (quantity: number) => share(quantity, resource, surroundings);
  const scans = queriesOf(surroundings.usage) * (1 - surroundings.usage.cachedPart);
  return inUse(
    item('objectGigabyteMonth', each(surroundings.usage.objectGigabytes)),
    // Athena reads some files for a scan and writes two.
    item('objectRead', each(scans * 20)),
    item('objectWrite', each(scans * 2)),
  );
};

/** What is copied is taken to be a tenth of what is stored, each month. */
const replication: Tariff = (resource, surroundings) =>
  inUse(item('replicatedGigabyte', share(surroundings.usage.objectGigabytes * 0.1, resource, surroundings)));

const workgroup: Tariff = (resource, surroundings) => {
  const { usage } = surroundings;
  const scans = queriesOf(usage) * (1 - usage.cachedPart);
  const tebibytes = (scans * Math.max(usage.megabytesScanned, 10)) / 1024 ** 2;
  return inUse(item('scannedTebibyte', share(tebibytes, resource, surroundings)));
};

const key: Tariff = (resource, surroundings) => ({
  atRest: [item('keyMonth', 1)],
  inUse: [item('keyRequest', share(apiRequestsOf(surroundings.usage) * 5, resource, surroundings))],
});

export const storageTariffs: Readonly<Record<string, Tariff>> = {
  'aws:dynamodb/table:Table': table,
  'aws:elasticache/replicationGroup:ReplicationGroup': cacheNodes,
  'aws:elasticache/serverlessCache:ServerlessCache': cacheServerless,
  'aws:s3/bucket:Bucket': bucket,
  'aws:s3/bucketV2:BucketV2': bucket,
  'aws:s3/bucketReplicationConfig:BucketReplicationConfig': replication,
  'aws:athena/workgroup:Workgroup': workgroup,
  'aws:kms/key:Key': key,
  // A copy in another region is a key there.
  'aws:kms/replicaKey:ReplicaKey': () => atRest(item('keyMonth', 1)),
  'aws:secretsmanager/secret:Secret': () => atRest(item('secretMonth', 1)),
};
