import { bedrockPrices } from '../../core/ledger/bedrock-prices.ts';

/**
 * Prices of AWS in US dollars, region us-east-1, before taxes, discounts and savings plans.
 *
 * They were written down by hand after AWS's public price pages, on the date of each entry. Nothing fetched them from
 * AWS, then or since, and prices change without notice: compare one with its page before you rely on it, then change
 * the number and its date here.
 * Free tiers are the account's, so none is counted but where an entry says so.
 */
export interface Price {
  readonly dollars: number;
  /** What one costs that much. */
  readonly unit: string;
  readonly source: string;
  /** When it was written down, ISO 8601. */
  readonly date: string;
}

const date = '2026-11-21';
const priced = (dollars: number, unit: string, page: string): Price => ({
  dollars,
  unit,
  source: `https://aws.amazon.com/${page}`,
  date,
});

export const prices = {
  addressHour: priced(0.005, 'public IPv4 address and hour', 'vpc/pricing/'),
  natHour: priced(0.045, 'NAT gateway and hour', 'vpc/pricing/'),
  natGigabyte: priced(0.045, 'GB through a NAT gateway', 'vpc/pricing/'),
  endpointHour: priced(0.01, 'interface endpoint, zone and hour', 'privatelink/pricing/'),
  internetGigabyte: priced(0.09, 'GB sent to the internet', 'ec2/pricing/on-demand/'),

  balancerHour: priced(0.0225, 'application load balancer and hour', 'elasticloadbalancing/pricing/'),
  balancerUnitHour: priced(0.008, 'capacity unit of a load balancer and hour', 'elasticloadbalancing/pricing/'),
  fargateX86ProcessorHour: priced(0.04048, 'vCPU on x86 and hour', 'fargate/pricing/'),
  fargateX86MemoryHour: priced(0.004445, 'GB of memory on x86 and hour', 'fargate/pricing/'),
  fargateArmProcessorHour: priced(0.03238, 'vCPU on arm64 and hour', 'fargate/pricing/'),
  fargateArmMemoryHour: priced(0.00356, 'GB of memory on arm64 and hour', 'fargate/pricing/'),
  lambdaRequest: priced(0.2 / 1e6, 'call of a function', 'lambda/pricing/'),
  lambdaX86GigabyteSecond: priced(0.0000166667, 'GB-second on x86', 'lambda/pricing/'),
  lambdaArmGigabyteSecond: priced(0.0000133334, 'GB-second on arm64', 'lambda/pricing/'),
  lambdaX86ProvisionedGigabyteSecond: priced(0.0000041667, 'GB-second held ready on x86', 'lambda/pricing/'),
  lambdaArmProvisionedGigabyteSecond: priced(0.0000033334, 'GB-second held ready on arm64', 'lambda/pricing/'),
  imageGigabyteMonth: priced(0.1, 'GB of images and month', 'ecr/pricing/'),

  apiRequest: priced(3.5 / 1e6, 'request to a REST API', 'api-gateway/pricing/'),
  firewallMonth: priced(5, 'web ACL and month', 'waf/pricing/'),
  firewallRuleMonth: priced(1, 'rule of a web ACL and month', 'waf/pricing/'),
  firewallRequest: priced(0.6 / 1e6, 'request that a web ACL looks at', 'waf/pricing/'),
  personLite: priced(0.0055, 'person who signs in and month, Lite', 'cognito/pricing/'),
  personEssentials: priced(0.015, 'person who signs in and month, Essentials', 'cognito/pricing/'),
  personPlus: priced(0.02, 'person who signs in and month, Plus', 'cognito/pricing/'),
  healthCheckMonth: priced(0.5, 'health check of a place in AWS and month', 'route53/pricing/'),
  healthCheckOptionMonth: priced(1, 'option of a health check and month', 'route53/pricing/'),
  hostedZoneMonth: priced(0.5, 'hosted zone and month', 'route53/pricing/'),

  tableWrite: priced(0.625 / 1e6, 'write of up to 1 KB', 'dynamodb/pricing/on-demand/'),
  tableRead: priced(0.125 / 1e6, 'read of up to 4 KB', 'dynamodb/pricing/on-demand/'),
  tableGigabyteMonth: priced(0.25, 'GB in tables and month', 'dynamodb/pricing/on-demand/'),
  tableBackupGigabyteMonth: priced(
    0.2,
    'GB that can be restored to any second and month',
    'dynamodb/pricing/on-demand/',
  ),
  valkeyT4gMicroHour: priced(0.0128, 'cache.t4g.micro of Valkey and hour', 'elasticache/pricing/'),
  valkeyT4gSmallHour: priced(0.0256, 'cache.t4g.small of Valkey and hour', 'elasticache/pricing/'),
  valkeyT4gMediumHour: priced(0.052, 'cache.t4g.medium of Valkey and hour', 'elasticache/pricing/'),
  valkeyServerlessGigabyteHour: priced(0.084, 'GB in a serverless cache of Valkey and hour', 'elasticache/pricing/'),
  valkeyServerlessUnit: priced(0.0023 / 1e6, 'processing unit of a serverless cache of Valkey', 'elasticache/pricing/'),
  objectGigabyteMonth: priced(0.023, 'GB in S3 Standard and month', 's3/pricing/'),
  objectWrite: priced(0.005 / 1e3, 'PUT, COPY, POST or LIST of S3', 's3/pricing/'),
  objectRead: priced(0.0004 / 1e3, 'GET of S3', 's3/pricing/'),
  replicatedGigabyte: priced(0.02 + 0.015, 'GB copied to another region under time control', 's3/pricing/'),
  scannedTebibyte: priced(5, 'TB scanned by Athena', 'athena/pricing/'),
  keyMonth: priced(1, 'key and month', 'kms/pricing/'),
  keyRequest: priced(0.03 / 1e4, 'request to a key', 'kms/pricing/'),
  secretMonth: priced(0.4, 'secret and month', 'secrets-manager/pricing/'),

  alarmMetricMonth: priced(0.1, 'metric of an alarm and month', 'cloudwatch/pricing/'),
  compositeAlarmMonth: priced(0.5, 'composite alarm and month', 'cloudwatch/pricing/'),
  metricMonth: priced(0.3, 'own metric and month', 'cloudwatch/pricing/'),
  dashboardMonth: priced(3, 'dashboard beyond the account’s three free ones and month', 'cloudwatch/pricing/'),
  logGigabyte: priced(0.5, 'GB of logs taken in', 'cloudwatch/pricing/'),
  logGigabyteMonth: priced(0.03, 'GB of logs kept and month', 'cloudwatch/pricing/'),
  trace: priced(5 / 1e6, 'trace recorded', 'xray/pricing/'),
  notificationEmail: priced(2 / 1e5, 'e-mail of SNS', 'sns/pricing/'),
  queueRequest: priced(0.4 / 1e6, 'request to a queue', 'sqs/pricing/'),
  dataEvent: priced(0.1 / 1e5, 'data event recorded by CloudTrail', 'cloudtrail/pricing/'),
  configurationItem: priced(0.003, 'change recorded by AWS Config', 'config/pricing/'),
  configurationEvaluation: priced(0.001, 'evaluation of a rule of AWS Config', 'config/pricing/'),
  guardedEvent: priced(4 / 1e6, 'event of CloudTrail that GuardDuty looks at', 'guardduty/pricing/'),
  pipelineMinute: priced(0.002, 'minute of an action of CodePipeline V2', 'codepipeline/pricing/'),
  buildMinute: priced(0.0034, 'minute of a small build on arm64', 'codebuild/pricing/'),
} as const satisfies Record<string, Price>;

export type PriceName = keyof typeof prices;

/** What tokens of a model of Bedrock cost, by the table that questions are charged by; undefined where it has no price. */
export function tokenPrices(model: string): { readonly input: Price; readonly output: Price } | undefined {
  const known = bedrockPrices(model);
  if (!known) return undefined;
  const token = (microDollarsOfMillion: number, what: string): Price =>
    priced(microDollarsOfMillion / 1e12, `token ${what} by ${model}`, 'bedrock/pricing/');
  return { input: token(known.input, 'read'), output: token(known.output, 'written') };
}

/**
 * Part of the Fargate price that a task on Spot costs. The page says "up to 70 %" less and changes the price with the
 * market: this takes the 70 % off, as the price of us-east-1 has mostly been.
 */
export const spotPart = 0.3;

/** Hours of a month, as AWS's own calculator counts them. */
export const monthHours = 730;

/** What is compared with: Retool's Business plan, the first with roles, paid by the year; ten people build. */
export const retool = {
  dollarsPerBuilder: 50,
  dollarsPerViewer: 15,
  builders: 10,
  source: 'https://community.retool.com/t/accounts-users-and-billing-faq/29043',
  date,
} as const;
