import { openSnsNotifier } from '../../../adapters/sns-notifier.ts';
import type { Notifier } from '../../../core/ports/notifier.ts';
import type { DashboardSettings } from '../settings.ts';

/**
 * Tells the topic and, where there is one, the channel of Slack. When one fails, all are told again by whoever tries
 * again: twice is better than never.
 */
export function openNotifier(settings: DashboardSettings): Notifier {
  const topic = openSnsNotifier({ topicArn: settings.SOPHIA_ALARM_TOPIC_ARN });
  const arn = settings.SOPHIA_SLACK_SECRET_ARN;
  if (arn === undefined) return topic;
  return {
    async notify(notification) {
      await topic.notify(notification);
      await (await openChannel(arn)).notify(notification);
    },
  };
}

/** Anew for each message, which are few: a webhook that was changed holds at once. */
async function openChannel(arn: string): Promise<Notifier> {
  const { readSecretUrl } = await import('../../../adapters/secrets-manager.ts');
  const { openSlackNotifier } = await import('../../../adapters/slack-notifier.ts');
  return openSlackNotifier({ url: await readSecretUrl(arn) });
}
