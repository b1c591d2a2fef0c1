import * as aws from '@pulumi/aws';
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
import { readSettings } from './settings/read.ts';
import { stores } from './stores.ts';
import { people } from './users.ts';

/** The platform as `pulumi up` makes it: settings and model are checked whole before the first resource. */
export default async function platform(): Promise<Outputs> {
  const stack = pulumi.getStack();
  const settings = readSettings(pulumi.runtime.allConfig(), pulumi.getProject(), stack);
  const read = readFiles(settings);
  const { names: availableZones } = await aws.getAvailabilityZones({ region: settings.region, state: 'available' });
  const fewZones = settings.zones > availableZones.length;
  checkArguments('Stack', stack, [
    ...('faults' in read ? read.faults : bundleFaults(settings)),
    ...(fewZones
      ? [
          {
            path: 'zones',
            reason: `${settings.region} has ${availableZones.length}, ${settings.zones} were asked for`,
            mend: 'Ask for fewer zones, or choose another region.',
          },
        ]
      : []),
  ]);
  if (!('files' in read)) throw new Error('unreachable: faults were refused');
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
