import * as v from 'valibot';
import { choice, count, flag, patterns, text, texts, timeZone } from './kinds.ts';

const { region, host, zone, certificate, email, digest, url, schedule } = patterns;
const arn = (service: string) => new RegExp(`^arn:aws[\\w-]*:${service}:[a-z0-9-]*:\\d{12}:\\S+$`);

/** Every setting of a stack, as Pulumi.yaml documents it. Names are those of the configuration. */
export const settingsSchema = v.object({
  environment: choice(['development', 'production', 'emulator']),
  region: v.pipe(v.string(), v.regex(region, 'it is no region of AWS | Write it as us-east-1.')),
  backend_url: text(url, 'address', 'https://api.example.com'),

  cidr: v.string(),
  zones: count(2, 3),
  nat: choice(['none', 'one', 'perZone']),
  interface_endpoints: texts(/^[a-z][a-z0-9.-]*$/, 'service of AWS', 'athena'),

  protect_data: flag,
  replica_region: text(region, 'region of AWS', 'us-west-2'),
  cache_mode: choice(['nodes', 'serverless']),
  cache_nodes: count(1, 6),
  cache_node_type: v.pipe(
    v.string(),
    v.regex(/^cache\.[a-z0-9]+\.[a-z0-9]+$/, 'it is no type of node | Write it as cache.t4g.micro.'),
  ),
  model_file: v.pipe(v.string(), v.minLength(1, 'it is empty | Name the file of the semantic model.')),
  personas_file: text(/\S/, 'file', 'models/personas.yaml'),
  dashboards_folder: text(/^[\w./-]+$/, 'folder', 'models/dashboards'),
  precompute_cents: count(0, 100_000),
  embed_origins: texts(/^https:\/\/[\w.-]+(:\d+)?$/, 'origin of a site', 'https://intranet.example.com'),

  mfa: choice(['off', 'optional', 'required']),
  threat_protection: choice(['off', 'audit', 'enforced']),

  domain_name: text(host, 'host name', 'dashboards.example.com'),
  api_domain_name: text(host, 'host name', 'api.example.com'),
  hosted_zone_id: text(zone, 'hosted zone', 'Z0123456789ABCDEF'),
  certificate_arn: text(certificate, 'certificate of ACM', 'arn:aws:acm:us-east-1:123456789012:certificate/1234abcd'),

  image_digest: text(digest, 'digest of an image', 'sha256:<64 hex digits>'),
  task_cpu_units: v.picklist(
    [256, 512, 1024, 2048, 4096],
    'Fargate has no such size | Give 256, 512, 1024, 2048 or 4096.',
  ),
  task_memory_megabytes: count(512, 30_720),
  minimum_tasks: count(1, 100),
  maximum_tasks: count(1, 100),
  spot_percent: count(0, 100),
  off_hours_from: text(schedule, 'schedule', 'cron(0 20 ? * MON-FRI *)'),
  off_hours_to: text(schedule, 'schedule', 'cron(0 6 ? * MON-FRI *)'),
  off_hours_tasks: count(0, 100),
  timezone: timeZone,
  provisioned_concurrency: count(0, 1_000),
  language_model: text(/^[\w.:-]+$/, 'model of Bedrock', 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'),

  alarm_emails: texts(email, 'e-mail address', 'operations@example.com'),
  slack_secret_arn: text(arn('secretsmanager'), 'secret', 'arn:aws:secretsmanager:…'),
  monthly_budget_dollars: count(1, 10_000_000),
  right_sizing: flag,
  log_retention_days: v.picklist(
    [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
    'CloudWatch doesn’t keep logs for this many days | Give 7, 30, 90 or 365.',
  ),
  dashboards: flag,
  audit_trail: flag,
  audit_configuration: flag,
  audit_threat_detection: flag,

  delivery_repository: text(/^[\w.-]+\/[\w.-]+$/, 'repository', 'example/sophia'),
  delivery_branch: text(/^[\w./-]+$/, 'branch', 'main'),
  delivery_connection_arn: text(
    arn('(codestar-connections|codeconnections)'),
    'connection',
    'arn:aws:codeconnections:…',
  ),
  delivery_role_arn: text(arn('iam'), 'role', 'arn:aws:iam::123456789012:role/deploy'),
  delivery_token_secret_arn: text(arn('secretsmanager'), 'secret', 'arn:aws:secretsmanager:…'),

  failover_host: text(host, 'load balancer’s name', 'sophia.us-west-2.elb.amazonaws.com'),
  failover_host_zone_id: text(zone, 'hosted zone', 'Z1H1FL5HABSF5'),
});

export type Settings = v.InferOutput<typeof settingsSchema>;
export type SettingName = keyof Settings;

/** What holds when a setting is left out; Pulumi.yaml says the same to people and to the command line. */
export const settingDefaults = {
  cidr: '10.0.0.0/16',
  zones: 2,
  nat: 'one',
  interface_endpoints: [],
  protect_data: true,
  cache_mode: 'nodes',
  cache_nodes: 1,
  cache_node_type: 'cache.t4g.micro',
  model_file: 'models/supply-chain.yaml,models/company.yaml',
  personas_file: 'models/personas.yaml,models/company-personas.yaml',
  dashboards_folder: 'models/dashboards',
  precompute_cents: 10,
  embed_origins: [],
  mfa: 'optional',
  threat_protection: 'off',
  task_cpu_units: 512,
  task_memory_megabytes: 1_024,
  minimum_tasks: 2,
  maximum_tasks: 10,
  spot_percent: 0,
  off_hours_tasks: 0,
  timezone: 'Etc/UTC',
  provisioned_concurrency: 0,
  alarm_emails: [],
  monthly_budget_dollars: 500,
  right_sizing: false,
  log_retention_days: 30,
  dashboards: true,
  audit_trail: true,
  audit_configuration: true,
  audit_threat_detection: true,
  delivery_branch: 'main',
} as const satisfies Partial<Record<SettingName, unknown>>;
