import type { Fault } from '../../components/internal/arguments.ts';
import { cidrFaults } from '../../components/internal/cidr.ts';
import { memoryFault } from '../../components/internal/task-size.ts';
import { bedrockPrices } from '../../core/ledger/bedrock-prices.ts';
import type { Settings } from './schema.ts';

type Given = Partial<Settings>;
type Rule = (settings: Given) => Fault | undefined;

const fault = (path: string, reason: string, mend: string): Fault => ({ path, reason, mend });

/** Settings that need each other: all of these, or none. */
const together = [
  ['off_hours_from', 'off_hours_to'],
  ['delivery_repository', 'delivery_connection_arn', 'delivery_role_arn'],
  ['failover_host', 'failover_host_zone_id'],
] as const;

function incomplete(settings: Given): Fault[] {
  return together.flatMap(group => {
    const given = group.filter(name => settings[name] !== undefined);
    if (given.length === 0) return [];
    return group
      .filter(name => settings[name] === undefined)
      .map(name => fault(name, `${given.join(' and ')} needs it`, 'Give it too, or leave both out.'));
  });
}

/** What names of its own stand on. */
const domains: readonly Rule[] = [
  ({ domain_name, certificate_arn }) =>
    domain_name !== undefined && certificate_arn === undefined
      ? fault('certificate_arn', `there is none for ${domain_name}`, 'Give a certificate of ACM in the same region.')
      : undefined,
  ({ api_domain_name, certificate_arn }) =>
    api_domain_name !== undefined && certificate_arn === undefined
      ? fault(
          'certificate_arn',
          `there is none for ${api_domain_name}`,
          'Give a certificate of ACM in the same region.',
        )
      : undefined,
  ({ domain_name, api_domain_name }) =>
    domain_name !== undefined && domain_name === api_domain_name
      ? fault('api_domain_name', 'the dashboards have this name', 'Give the API a name of its own.')
      : undefined,
  ({ certificate_arn, region }) =>
    certificate_arn !== undefined && region !== undefined && certificate_arn.split(':')[3] !== region
      ? fault('certificate_arn', `it lies in ${certificate_arn.split(':')[3]}`, `Request one in ${region}.`)
      : undefined,
  ({ failover_host, domain_name, hosted_zone_id }) =>
    failover_host !== undefined && (domain_name === undefined || hosted_zone_id === undefined)
      ? fault('failover_host', 'there is no name whose record could follow', 'Give domain_name and hosted_zone_id.')
      : undefined,
];

const capacity: readonly Rule[] = [
  ({ task_cpu_units, task_memory_megabytes }) => {
    if (task_cpu_units === undefined || task_memory_megabytes === undefined) return undefined;
    const reason = memoryFault(task_cpu_units, task_memory_megabytes);
    const mend = 'Choose one of these, or change task_cpu_units.';
    return reason === undefined ? undefined : fault('task_memory_megabytes', reason, mend);
  },
  ({ minimum_tasks = 0, maximum_tasks = Number.POSITIVE_INFINITY }) =>
    minimum_tasks > maximum_tasks
      ? fault('minimum_tasks', `${minimum_tasks} are more than the ${maximum_tasks} at most`, 'Lower it.')
      : undefined,
  ({ off_hours_tasks = 0, minimum_tasks = Number.POSITIVE_INFINITY }) =>
    off_hours_tasks > minimum_tasks
      ? fault('off_hours_tasks', `${off_hours_tasks} are more than in working hours`, 'Give fewer tasks.')
      : undefined,
  ({ replica_region, region }) =>
    replica_region !== undefined && replica_region === region
      ? fault('replica_region', 'it is the region of the stack', 'Give another region.')
      : undefined,
];

/** Questions are paid from budgets: where nobody knows what a model costs, the functions refuse to start. */
const languageModel: Rule = ({ language_model }) =>
  language_model !== undefined && bedrockPrices(language_model) === undefined
    ? fault(
        'language_model',
        `the price of ${language_model} is not known`,
        'Give one that core/ledger/bedrock-prices.ts has, or add its price there.',
      )
    : undefined;

/** What a stack with real data can't be without. */
const production: readonly Rule[] = [
  ({ certificate_arn }) =>
    certificate_arn === undefined
      ? fault('certificate_arn', 'passwords would go over the net unencrypted', 'Give a certificate of ACM.')
      : undefined,
  ({ domain_name }) =>
    domain_name === undefined
      ? fault('domain_name', 'no certificate fits the load balancer’s own name', 'Give the name that people will use.')
      : undefined,
  ({ alarm_emails = [] }) =>
    alarm_emails.length === 0
      ? fault('alarm_emails', 'nobody would be told of alarms', 'Give a list of e-mail addresses.')
      : undefined,
  ({ protect_data }) =>
    protect_data === false
      ? fault('protect_data', 'real data could be deleted by mistake', 'Leave it true.')
      : undefined,
  ({ minimum_tasks }) =>
    minimum_tasks !== undefined && minimum_tasks < 2
      ? fault('minimum_tasks', 'one task is none while it is replaced', 'Give 2 or more.')
      : undefined,
];

/** What is wrong with settings that are each right. */
export function relationFaults(settings: Given): Fault[] {
  const rules = [...domains, ...capacity, languageModel, ...(settings.environment === 'production' ? production : [])];
  const addresses = settings.cidr === undefined ? [] : cidrFaults(settings.cidr);
  const faults = [
    ...addresses,
    ...incomplete(settings),
    ...rules.map(rule => rule(settings)).filter(found => found !== undefined),
  ];
  // Two rules may want the same setting: one of them is enough.
  return faults.filter(({ path }, index) => faults.findIndex(other => other.path === path) === index);
}
