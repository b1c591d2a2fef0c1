import * as v from 'valibot';
import { type DashboardSettings, readDashboardSettings } from '../../lambdas/dashboard-generator/settings.ts';
import { EnvironmentFault, readEnvironment, text } from '../../lambdas/environment.ts';
import { type CloudSettings, readCloudSettings } from '../../lambdas/query-orchestrator/settings.ts';

const wholeNumber = (most: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d{1,5}$/, 'it is no whole number. Give one.'),
    v.transform(Number),
    v.maxValue(most, `it is above ${most}. Lower it.`),
  );

const SettingsSchema = v.object({
  PORT: v.optional(wholeNumber(65_535), '8080'),
  SOPHIA_VERSION: v.optional(text, 'unknown'),
  /** Folder of the built page. */
  SOPHIA_PAGE_DIRECTORY: v.optional(text, 'page'),
  /** Bucket of documents' files and texts; without it none are kept. */
  SOPHIA_DOCUMENTS_BUCKET: v.optional(text),
  /** Seconds between being told to stop and taking no more requests. */
  SOPHIA_GRACE_SECONDS: v.optional(wholeNumber(60), '5'),
});

export type ServerSettings = v.InferOutput<typeof SettingsSchema> & {
  readonly cloud: CloudSettings;
  readonly dashboards: DashboardSettings;
};

/** @throws EnvironmentFault with every fault at once, the server's and those of what it stands on */
export function readServerSettings(environment: NodeJS.ProcessEnv): ServerSettings {
  const faults: string[] = [];
  const settled = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof EnvironmentFault)) throw error;
      faults.push(...error.faults);
      return undefined;
    }
  };
  const own = settled(() => readEnvironment(SettingsSchema, environment));
  const cloud = settled(() => readCloudSettings(environment));
  const dashboards = settled(() => readDashboardSettings(environment));
  if (!own || !cloud || !dashboards) throw new EnvironmentFault(faults);
  return { ...own, cloud, dashboards };
}
