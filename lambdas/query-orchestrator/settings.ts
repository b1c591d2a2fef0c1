import * as v from 'valibot';
import { json, names, readEnvironment, text } from '../environment.ts';

const prices = v.object({ input: v.pipe(v.number(), v.minValue(0)), output: v.pipe(v.number(), v.minValue(0)) });

/** All that is set from outside. Secrets are named, never given. */
const SettingsSchema = v.pipe(
  v.object({
    SOPHIA_ENVIRONMENT: v.optional(text, 'development'),
    SOPHIA_METRICS_NAMESPACE: v.optional(text, 'Sophia'),
    /** One file, or several with commas between; the first model is meant wherever none is named. */
    SOPHIA_MODEL_FILE: names,
    SOPHIA_PERSONAS_FILE: v.optional(names),
    SOPHIA_ENGINE: v.optional(
      v.picklist(['athena', 'redshift'], 'it is no engine. Give athena or redshift.'),
      'athena',
    ),
    SOPHIA_ATHENA_DATABASE: v.optional(text),
    SOPHIA_ATHENA_CATALOG: v.optional(text),
    /** Persona -> workgroup. */
    SOPHIA_ATHENA_WORKGROUPS: v.optional(json(v.record(v.string(), text))),
    SOPHIA_REDSHIFT_WORKGROUP: v.optional(text),
    SOPHIA_REDSHIFT_DATABASE: v.optional(text),
    SOPHIA_REDSHIFT_SCHEMA: v.optional(text, 'public'),
    SOPHIA_REDSHIFT_SECRET_ARN: v.optional(text),
    SOPHIA_SESSIONS_TABLE: text,
    SOPHIA_CONVERSATIONS_TABLE: text,
    SOPHIA_LEDGER_TABLE: text,
    SOPHIA_AUDIT_TABLE: text,
    SOPHIA_CACHE_SECRET_ARN: v.optional(text),
    SOPHIA_USER_POOL_ID: v.pipe(
      text,
      v.regex(/^[\w-]+_[0-9A-Za-z]+$/, 'it is no id of a user pool. Write it as us-east-1_Ab1Cd2Ef3.'),
    ),
    SOPHIA_USER_POOL_CLIENT_ID: text,
    SOPHIA_LANGUAGE_MODEL: v.optional(text),
    /** Micro-dollars for a million tokens, of a model that the price table has not. */
    SOPHIA_LANGUAGE_MODEL_PRICES: v.optional(json(prices)),
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: v.optional(
      v.pipe(v.string(), v.regex(/^\d+$/, 'it is no number of MiB.'), v.transform(Number)),
    ),
    LAMBDA_TASK_ROOT: v.optional(text),
    /** Addresses in place of AWS's own; the SDK reads them by itself, but for what these two need besides. */
    AWS_ENDPOINT_URL: v.optional(text),
    AWS_ENDPOINT_URL_S3: v.optional(text),
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: v.optional(text),
  }),
  v.forward(
    v.partialCheck(
      [['SOPHIA_ENGINE'], ['SOPHIA_ATHENA_DATABASE'], ['SOPHIA_ATHENA_WORKGROUPS']],
      s => s.SOPHIA_ENGINE !== 'athena' || Boolean(s.SOPHIA_ATHENA_DATABASE && s.SOPHIA_ATHENA_WORKGROUPS),
      'athena needs SOPHIA_ATHENA_DATABASE and SOPHIA_ATHENA_WORKGROUPS. Set both.',
    ),
    ['SOPHIA_ENGINE'],
  ),
  v.forward(
    v.partialCheck(
      [['SOPHIA_ENGINE'], ['SOPHIA_REDSHIFT_WORKGROUP'], ['SOPHIA_REDSHIFT_DATABASE']],
      s => s.SOPHIA_ENGINE !== 'redshift' || Boolean(s.SOPHIA_REDSHIFT_WORKGROUP && s.SOPHIA_REDSHIFT_DATABASE),
      'redshift needs SOPHIA_REDSHIFT_WORKGROUP and SOPHIA_REDSHIFT_DATABASE. Set both.',
    ),
    ['SOPHIA_ENGINE'],
  ),
);

export type CloudSettings = v.InferOutput<typeof SettingsSchema>;

/** @throws EnvironmentFault with every fault at once */
export const readCloudSettings = (environment: NodeJS.ProcessEnv): CloudSettings =>
  readEnvironment(SettingsSchema, environment);
