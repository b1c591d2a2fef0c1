import type { SNSClient } from '@aws-sdk/client-sns';
import type { Notifier } from '../core/ports/notifier.ts';
import { type AwsOptions, clientOptions } from './aws/client-options.ts';
import { storeError } from './aws/faults.ts';

export interface SnsNotifierOptions extends AwsOptions {
  readonly topicArn: string;
}

/** What a subject may be (API Reference, Publish): 100 characters of ASCII on one line, not beginning with a blank. */
const subjectOf = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(0, 100) || 'Sophia';

/** Bytes of a message at most: 256 KB, less room for what goes with it. */
const messageBytes = 250_000;
const within = (text: string): string =>
  Buffer.byteLength(text) <= messageBytes
    ? text
    : // What is left of the sign that was cut through.
      Buffer.from(text)
        .subarray(0, messageBytes)
        .toString()
        .replace(/\ufffd+$/, '');

type Library = typeof import('./aws/sns-client.ts');

/**
 * Sends to whoever subscribes to a topic. After a cut connection it is sent again: twice is better than never.
 *
 * @throws SophiaError storage.failed from `notify`
 */
export function openSnsNotifier({ topicArn, ...aws }: SnsNotifierOptions): Notifier {
  let connection: Promise<{ client: SNSClient; library: Library }> | undefined;
  return {
    async notify({ subject, text, severity }) {
      connection ??= import('./aws/sns-client.ts').then(library => ({
        library,
        client: new library.SNSClient(clientOptions(aws)),
      }));
      const { client, library } = await connection;
      try {
        await client.send(
          new library.PublishCommand({
            TopicArn: topicArn,
            Subject: subjectOf(subject),
            // A message is never empty.
            Message: within(text || subject || 'Sophia'),
            // Subscriptions choose by it.
            MessageAttributes: { severity: { DataType: 'String', StringValue: severity } },
          }),
        );
      } catch (error) {
        throw storeError(error, 'The notifier');
      }
    },
  };
}
