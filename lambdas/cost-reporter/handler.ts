import type { ScheduledEvent } from 'aws-lambda';
import * as v from 'valibot';
import { openSnsNotifier } from '../../adapters/sns-notifier.ts';
import type { Notification, Notifier } from '../../core/ports/notifier.ts';
import { readEnvironment, text } from '../environment.ts';
import { createTelemetry } from '../telemetry.ts';
import { lastMonth, monthToDate, readCosts, reportText } from './report.ts';

const SettingsSchema = v.object({
  SOPHIA_ENVIRONMENT: v.optional(text, 'development'),
  SOPHIA_METRICS_NAMESPACE: v.optional(text, 'Sophia'),
  SOPHIA_ALARM_TOPIC_ARN: text,
  /** A secret of JSON whose `url` is the webhook of a channel of Slack. */
  SOPHIA_SLACK_SECRET_ARN: v.optional(text),
});
type Settings = v.InferOutput<typeof SettingsSchema>;

/** Once a day: what the month has cost so far, as a metric; on its first day, last month as a message. */
export async function handler(event: Pick<ScheduledEvent, 'time'>): Promise<void> {
  const settings = readEnvironment(SettingsSchema, process.env);
  const { measure } = createTelemetry('cost-reporter', settings.SOPHIA_METRICS_NAMESPACE);
  const { CostExplorerClient } = await import('./client.ts');
  // Cost Explorer is one for all regions.
  const client = new CostExplorerClient({ region: 'us-east-1', maxAttempts: 5 });
  const now = new Date(event.time);
  const range = monthToDate(now);
  try {
    if (range) {
      measure({ MonthToDateCost: (await readCosts(client, range)).total });
      return;
    }
    measure({ MonthToDateCost: 0 });
    const costs = await readCosts(client, lastMonth(now));
    const report: Notification = {
      subject: `Costs of ${settings.SOPHIA_ENVIRONMENT} in ${costs.from.slice(0, 7)}: $${costs.total.toFixed(2)}`,
      text: reportText(costs, settings.SOPHIA_ENVIRONMENT),
      severity: 'info',
    };
    for (const notifier of await notifiers(settings)) await notifier.notify(report);
  } finally {
    client.destroy();
  }
}

async function notifiers(settings: Settings): Promise<Notifier[]> {
  const topic = openSnsNotifier({ topicArn: settings.SOPHIA_ALARM_TOPIC_ARN });
  const arn = settings.SOPHIA_SLACK_SECRET_ARN;
  if (arn === undefined) return [topic];
  const { readSecretUrl } = await import('../../adapters/secrets-manager.ts');
  const { openSlackNotifier } = await import('../../adapters/slack-notifier.ts');
  return [topic, openSlackNotifier({ url: await readSecretUrl(arn) })];
}
