import * as v from 'valibot';
import { names, readEnvironment, text } from '../environment.ts';

const SettingsSchema = v.object({
  SOPHIA_DASHBOARDS_TABLE: text,
  /** Bucket of the files that reports come with. */
  SOPHIA_RESULTS_BUCKET: text,
  /** Where people open the page, for links in messages. */
  SOPHIA_PAGE_URL: v.pipe(
    text,
    v.regex(/^https?:\/\/[\w.-]+(:\d+)?$/, 'it is no address of a page. Write it as https://dashboards.example.com.'),
  ),
  /** The topic that is told of alerts and reports. */
  SOPHIA_ALARM_TOPIC_ARN: text,
  /** A secret of JSON whose `url` is the webhook of a channel of Slack. */
  SOPHIA_SLACK_SECRET_ARN: v.optional(text),
  /** Folder of the dashboards that are put in place at the start. */
  SOPHIA_DASHBOARDS_FOLDER: v.optional(text),
  /** US cents a day for computing dashboards ahead; none when left out. */
  SOPHIA_PRECOMPUTE_CENTS: v.optional(
    v.pipe(text, v.regex(/^\d{1,6}$/, 'it is no number of cents. Write it as 10.'), v.transform(Number)),
  ),
  /** Origins of the sites that may show dashboards in a frame, with commas between. */
  SOPHIA_EMBED_ORIGINS: v.optional(names),
  LAMBDA_TASK_ROOT: v.optional(text),
  AWS_ENDPOINT_URL: v.optional(text),
  AWS_ENDPOINT_URL_S3: v.optional(text),
});

export type DashboardSettings = v.InferOutput<typeof SettingsSchema>;

/** @throws EnvironmentFault with every fault at once */
export const readDashboardSettings = (environment: NodeJS.ProcessEnv): DashboardSettings =>
  readEnvironment(SettingsSchema, environment);
