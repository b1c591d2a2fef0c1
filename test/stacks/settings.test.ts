import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readProject } from '../../scripts/stack/project.ts';
import { type Configuration, readSettings } from '../../stacks/settings/read.ts';
import { settingDefaults, settingsSchema } from '../../stacks/settings/schema.ts';

const names = Object.keys(settingsSchema.entries).toSorted();
const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/1234abcd';

const configuration = (settings: Readonly<Record<string, unknown>>): Configuration => ({
  'aws:region': 'us-east-1',
  ...Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      `sophia:${name}`,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  ),
});
const development = { environment: 'development', region: 'us-east-1' };
const production = {
  environment: 'production',
  region: 'us-east-1',
  certificate_arn: certificate,
  domain_name: 'dashboards.example.com',
  alarm_emails: ['operations@example.com'],
};

const read = (settings: Readonly<Record<string, unknown>>) => readSettings(configuration(settings), 'sophia', 'trial');

/** Paths of the faults of a refusal; every fault is a line with path, reason and mend. */
function refusedFor(given: Configuration | Readonly<Record<string, unknown>>): string[] {
  const wanted = Object.keys(given).some(key => key.includes(':')) ? (given as Configuration) : configuration(given);
  try {
    readSettings(wanted, 'sophia', 'trial');
  } catch (error) {
    const [first, ...lines] = (error as Error).message.split('\n');
    expect(first).toContain('trial');
    for (const line of lines) expect(line).toMatch(/^ {2}[\w.[\]:]+: .+\. \S.*[.?]$/);
    return lines.map(line => /^ {2}(\w+(:\w+)?)/.exec(line)![1]!);
  }
  throw new Error('The settings were taken.');
}

describe('settings that are taken', () => {
  test('environment and region are enough for a trial; all else has its default', () => {
    expect(read(development)).toEqual({ ...settingDefaults, ...development });
  });
  test('the region is that of the provider when it is not given', () => {
    expect(read({ environment: 'development' }).region).toBe('us-east-1');
  });
  test('numbers, lists and flags are read as such, texts that look like them stay texts', () => {
    const given = {
      ...production,
      zones: 3,
      protect_data: true,
      delivery_branch: '2026',
      alarm_emails: ['a@b.example'],
    };
    expect(read(given)).toMatchObject({ zones: 3, delivery_branch: '2026', alarm_emails: ['a@b.example'] });
  });
  test('what is declared without a value is not given', () => {
    expect(read({ ...development, domain_name: '', hosted_zone_id: ' ' })).toEqual({
      ...settingDefaults,
      ...development,
    });
  });
  test('settings of other namespaces are others’ affair', () => {
    const given = { ...configuration(development), 'random:colour': 'red' };
    expect(readSettings(given, 'sophia', 'trial')).toEqual(read(development));
  });
});

describe('one thing wrong is one fault', () => {
  test.each<[string, object]>([
    ['environment', { environment: 'staging' }],
    ['environment', { environment: '' }],
    ['region', { region: 'Virginia' }],
    ['backend_url', { backend_url: 'api.example.com' }],
    ['cidr', { cidr: '10.0.0.0' }],
    ['cidr', { cidr: '10.0.0.0/8' }],
    ['cidr', { cidr: '10.0.0.0/24' }],
    ['cidr', { cidr: '10.0.4.0/16' }],
    ['cidr', { cidr: '300.0.0.0/16' }],
    ['cidr', { cidr: '8.8.0.0/16' }],
    ['zones', { zones: 1 }],
    ['zones', { zones: 7 }],
    ['zones', { zones: 'two' }],
    ['nat', { nat: 'two' }],
    ['interface_endpoints', { interface_endpoints: 'athena' }],
    ['interface_endpoints', { interface_endpoints: ['Athena!'] }],
    ['protect_data', { protect_data: 'yes' }],
    ['replica_region', { replica_region: 'us-east-1' }],
    ['cache_nodes', { cache_nodes: 0 }],
    ['cache_node_type', { cache_node_type: 't4g.micro' }],
    ['certificate_arn', { domain_name: 'dashboards.example.com' }],
    ['certificate_arn', { certificate_arn: certificate.replace('us-east-1', 'eu-west-1') }],
    ['api_domain_name', { ...production, environment: 'development', api_domain_name: production.domain_name }],
    ['image_digest', { image_digest: 'latest' }],
    ['task_cpu_units', { task_cpu_units: 300 }],
    ['task_memory_megabytes', { task_cpu_units: 256, task_memory_megabytes: 4_096 }],
    ['task_memory_megabytes', { task_memory_megabytes: 1_500 }],
    ['minimum_tasks', { minimum_tasks: 11 }],
    ['off_hours_to', { off_hours_from: 'cron(0 20 ? * MON-FRI *)' }],
    ['off_hours_tasks', { off_hours_tasks: 3 }],
    ['off_hours_from', { off_hours_from: 'cron(at night)', off_hours_to: 'cron(0 6 ? * MON-FRI *)' }],
    ['timezone', { timezone: 'Europe/Atlantis' }],
    ['spot_percent', { spot_percent: 120 }],
    ['language_model', { language_model: 'a model' }],
    ['language_model', { language_model: 'meta.model-without-a-price-v1:0' }],
    ['alarm_emails', { alarm_emails: ['nobody'] }],
    ['alarm_emails', { alarm_emails: ['on..call@example.com'] }],
    ['log_retention_days', { log_retention_days: 31 }],
    [
      'delivery_connection_arn',
      { delivery_repository: 'example/sophia', delivery_role_arn: 'arn:aws:iam::123456789012:role/deploy' },
    ],
    ['failover_host', { failover_host: 'other.elb.amazonaws.com', failover_host_zone_id: 'Z1H1FL5HABSF5' }],
    ['zone', { zone: 3 }],
  ])('%s: %j', (path, wrong) => {
    expect(refusedFor({ ...development, ...wrong })).toEqual([path]);
  });
});

describe('production', () => {
  test('is taken with certificate, name and somebody to tell', () => {
    expect(read(production)).toMatchObject(production);
  });
  test.each(['certificate_arn', 'domain_name', 'alarm_emails'])('is refused without %s', name => {
    expect(refusedFor({ ...production, [name]: '' })).toEqual([name]);
  });
  test('is told once of a certificate that is none', () => {
    expect(refusedFor({ ...production, certificate_arn: 'certificate.pem' })).toEqual(['certificate_arn']);
  });
  test.each<[string, unknown]>([
    ['protect_data', false],
    ['minimum_tasks', 1],
  ])('is refused with %s %j', (name, value) => {
    expect(refusedFor({ ...production, [name]: value })).toEqual([name]);
  });
});

describe('all faults at once', () => {
  test('missing, unknown, wrong alone, and wrong together', () => {
    const faults = refusedFor({
      'sophia:zones': '9',
      'sophia:enviroment': 'production',
      'sophia:minimum_tasks': '5',
      'sophia:maximum_tasks': '2',
      'sophia:off_hours_to': 'cron(0 6 ? * MON-FRI *)',
    });
    expect(faults.toSorted()).toEqual(
      ['enviroment', 'environment', 'minimum_tasks', 'off_hours_from', 'region', 'zones'].toSorted(),
    );
  });
  test('a name that is nearly right is told', () => {
    expect(() => read({ ...development, enviroment: 'x' })).toThrow(/enviroment: .*environment/);
  });
  test('another region of the provider is told', () => {
    expect(refusedFor({ ...configuration(development), 'aws:region': 'eu-west-1' })).toEqual(['aws:region']);
  });
});

describe('files of the project', () => {
  const declared = (parse(readFileSync('Pulumi.yaml', 'utf8')) as { config: Record<string, Declared> }).config;
  interface Declared {
    readonly type: string;
    readonly default?: unknown;
    readonly description?: string;
  }

  test('the program runs in the folder of the project, as its paths are written', () => {
    expect(parse(readFileSync('Pulumi.yaml', 'utf8'))).not.toHaveProperty('main');
    const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: Record<string, unknown> };
    expect(exports['.']).toBe('./stacks/index.ts');
  });
  test('Pulumi.yaml describes every setting, and no other', () => {
    expect(Object.keys(declared).toSorted()).toEqual(names);
    for (const { description } of Object.values(declared)) expect(description).toMatch(/\S.*\.$/);
  });
  test('its defaults are those of the schema', () => {
    const given = Object.entries(declared).filter(([, { default: value }]) => value !== undefined && value !== '');
    expect(Object.fromEntries(given.map(([name, { default: value }]) => [name, value]))).toEqual(settingDefaults);
  });
  test.each(readdirSync('.').flatMap(file => /^Pulumi\.(\w+)\.yaml$/.exec(file)?.[1] ?? []))(
    'the settings of %s are sound, and its environment is its name',
    stack => {
      expect(readSettings(readProject('.', stack).config, 'sophia', stack).environment).toBe(stack);
    },
  );
});
