import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../components/internal/arguments.ts';
import { LogKey } from '../components/log-key.ts';
import { bundleFaults } from './bundles.ts';
import { noteResources } from './cost/collect.ts';
import { estimate } from './cost/estimate.ts';
import { functions } from './functions.ts';
import { readFiles } from './model.ts';
import { namedIn } from './naming.ts';
import { operations } from './operations.ts';
import { type Outputs, outputs } from './outputs.ts';
import { awsProvider } from './provider.ts';
import { services } from './services.ts';
import { checkSettings } from './settings/read.ts';
import { stores } from './stores.ts';
import { people } from './users.ts';
import { availableZonesOf } from './zones.ts';

/** The platform as `pulumi up` makes it: settings, files and code are checked whole before the first resource. */
export default async function platform(): Promise<Outputs> {
  const stack = pulumi.getStack();
  const { settings, sound, faults } = checkSettings(pulumi.runtime.allConfig(), pulumi.getProject());
  const read = readFiles(sound);
  const zones = await availableZonesOf(sound, faults);
  const ofCode = 'faults' in read ? read.faults : bundleFaults(sound);
  checkArguments('Stack', stack, [...faults, ...ofCode, ...zones.faults]);
  if (!('files' in read)) throw new Error('unreachable: faults were refused');
  const { names: availableZones } = zones;
  const named = namedIn(settings);
  const noted = noteResources();
  const options = { providers: { aws: awsProvider(settings) } };
  const logKeyArn = settings.environment === 'production' ? new LogKey(named('logs'), {}, options).keyArn : undefined;
  // The cache's alarms tell a topic that is made after it, and so do alerts and reports.
  const [alarmTopicArn, setTopicArn] = pulumi.deferredOutput<string>();
  const [alarmKeyArn, setKeyArn] = pulumi.deferredOutput<string>();

  const kept = stores({ settings, named, files: read.files, availableZones, alarmTopicArn, logKeyArn, options });
  const { users, migration } = people({ settings, named, stores: kept, logKeyArn, options });
  const alarmTopic = { arn: alarmTopicArn, keyArn: alarmKeyArn };
  const [pageUrl, setPageUrl] = pulumi.deferredOutput<string>();
  const later = { alarmTopic, pageUrl };
  const code = functions({ settings, named, stores: kept, users, later, logKeyArn, options });
  const { api, dashboards } = services({
    settings,
    named,
    stores: kept,
    users,
    functions: code,
    later,
    logKeyArn,
    options,
  });
  setPageUrl(dashboards.url);
  const monitoring = operations({
    settings,
    named,
    stores: kept,
    functions: code,
    migration,
    api,
    dashboards,
    options,
  });
  setTopicArn(monitoring.topicArn);
  setKeyArn(monitoring.topicKeyArn);
  return outputs({ stores: kept, users, api, dashboards, monitoring, cost: estimate(noted()) });
}
