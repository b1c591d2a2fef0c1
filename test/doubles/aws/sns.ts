import { ServiceDouble, type ServiceResponse } from './server.ts';

/** A message as subscribers get it. */
export interface Published {
  readonly subject: string | undefined;
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export const topicArn = 'arn:aws:sns:us-east-1:123456789012:alarms';

export const snsFault = (status: number, code: string): ServiceResponse => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${code}</Code>
    <Message>arn:aws:iam::123456789012:role/x may not</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
});

/** Publish of Amazon SNS over HTTP, from its API Reference: what a subject and a message may be. */
export function startSns(published: Published[]): Promise<ServiceDouble> {
  return ServiceDouble.start(request => {
    const form = new URLSearchParams(request.body.toString());
    if (form.get('Action') !== 'Publish') return snsFault(400, 'InvalidAction');
    if (form.get('TopicArn') !== topicArn) return snsFault(404, 'NotFound');
    const [subject, text] = [form.get('Subject') ?? undefined, form.get('Message') ?? ''];
    if (text === '') return snsFault(400, 'InvalidParameter');
    if (Buffer.byteLength(text) > 262_144) return snsFault(400, 'InvalidParameter');
    if (subject !== undefined && !/^[!-~][ -~]{0,99}$/.test(subject)) return snsFault(400, 'InvalidParameter');
    const attributes: Record<string, string> = {};
    for (let index = 1; form.has(`MessageAttributes.entry.${index}.Name`); index += 1) {
      const entry = `MessageAttributes.entry.${index}`;
      attributes[form.get(`${entry}.Name`)!] = form.get(`${entry}.Value.StringValue`) ?? '';
    }
    published.push({ subject, text, attributes });
    const id = `message-${published.length}`;
    return {
      headers: { 'content-type': 'text/xml' },
      body: `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>${id}</MessageId></PublishResult>
        <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></PublishResponse>`,
    };
  });
}
