import { atRest, inUse, item, list, ofType, share, type Tariff } from '../charge.ts';
import { apiRequestsOf, pageRequestsOf, queriesOf, quietAccount } from '../usage.ts';

const bytesPerGigabyte = 1024 ** 2;
/** Dashboards that an account has for nothing. */
const freeDashboards = 3;

/** An alarm is billed by the metrics it looks at; a band of what is usual counts as three. */
const alarm: Tariff = ({ inputs }) => {
  const queries = list(inputs, 'metricQueries');
  const metrics = queries.filter(one => 'metric' in one).length;
  const bands = queries.filter(one => String(one['expression']).includes('ANOMALY_DETECTION_BAND')).length;
  return atRest(item('alarmMetricMonth', Math.max(metrics + 2 * bands, 1)));
};

const dashboard: Tariff = (resource, { resources }) => {
  const position = ofType(resource.type, resources).findIndex(one => one.name === resource.name);
  return atRest(item('dashboardMonth', position < freeDashboards ? 0 : 1));
};

const logGroup: Tariff = (resource, surroundings) => {
  const { usage } = surroundings;
  const requests = apiRequestsOf(usage) + pageRequestsOf(usage);
  const gigabytes = share((requests * usage.logKilobytesPerRequest) / bytesPerGigabyte, resource, surroundings);
  const days = Number(resource.inputs['retentionInDays']);
  return inUse(
    item('logGigabyte', gigabytes),
    item('logGigabyteMonth', (gigabytes * (Number.isFinite(days) ? days : 365)) / 30),
  );
};

const people: Tariff = ({ inputs }, { usage }) => {
  const tiers = { LITE: 'personLite', ESSENTIALS: 'personEssentials', PLUS: 'personPlus' } as const;
  const tier = String(inputs['userPoolTier'] ?? 'ESSENTIALS');
  return tier in tiers
    ? inUse(item(tiers[tier as keyof typeof tiers], usage.people))
    : { ...inUse(), unknown: `people of the tier ${tier}` };
};

export const operationsTariffs: Readonly<Record<string, Tariff>> = {
  'aws:cloudwatch/metricAlarm:MetricAlarm': alarm,
  'aws:cloudwatch/compositeAlarm:CompositeAlarm': () => atRest(item('compositeAlarmMonth', 1)),
  'aws:cloudwatch/dashboard:Dashboard': dashboard,
  'aws:cloudwatch/logGroup:LogGroup': logGroup,
  'aws:cognito/userPool:UserPool': people,
  // Alarms that go off now and then.
  'aws:sns/topic:Topic': () => inUse(item('notificationEmail', 100)),
  'aws:sqs/queue:Queue': () => inUse(item('queueRequest', 1_000)),
  // The first trail's management events are free; the files of the lake are recorded one by one.
  'aws:cloudtrail/trail:Trail': ({ inputs }, { usage }) =>
    inUse(
      item('dataEvent', list(inputs, 'eventSelectors').length > 0 ? queriesOf(usage) * (1 - usage.cachedPart) * 20 : 0),
    ),
  'aws:cfg/recorder:Recorder': () => atRest(item('configurationItem', quietAccount.configurationChanges)),
  'aws:cfg/rule:Rule': (resource, surroundings) =>
    atRest(item('configurationEvaluation', share(quietAccount.configurationEvaluations, resource, surroundings))),
  'aws:guardduty/detector:Detector': () => atRest(item('guardedEvent', quietAccount.events)),
};
