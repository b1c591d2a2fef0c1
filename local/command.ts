import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { systemClock } from '../core/ports/clock.ts';
import type { LanguageModel } from '../core/ports/language-model.ts';
import type { Notifier } from '../core/ports/notifier.ts';
import { formatFault } from '../core/semantic/model/format-fault.ts';
import type { Models } from '../core/semantic/models.ts';
import { installFolder } from '../lambdas/dashboard-generator/platform/built-ins.ts';
import { openBrowser } from './browser.ts';
import { demoDashboardsDirectory, demoModelFiles, demoPersonasFiles, ensureDemoData } from './demo-data.ts';
import { ensureModel } from './draft.ts';
import { faultLines } from './faults.ts';
import { filesWith } from './models.ts';
import { ensurePage } from './page.ts';
import { openPlatform, type Platform } from './platform.ts';
import { type RunningServer, startServer } from './server.ts';
import { readSettings, type Settings, settingsHelp } from './settings.ts';
import { ensureUsers } from './users.ts';

const help = `Starts the platform on this machine: the page and the API at http://localhost:8080.

  npm start -- [flags]

${settingsHelp}

Each flag can be given as a variable too: SOPHIA_PORT=8081 is --port 8081.`;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const complain = (lines: readonly string[]) => process.stderr.write(`${lines.join('\n')}\n`);

async function main(): Promise<void> {
  const read = readSettings(process.argv.slice(2), process.env);
  if (read.kind === 'help') return say(help);
  if (read.kind === 'faults') {
    complain(['The settings are not valid:', ...read.faults.map(fault => `  ${fault}`)]);
    process.exitCode = 1;
    return;
  }
  try {
    const server = await start(read.settings);
    stopOnSignal(server);
  } catch (error) {
    complain(faultLines(error));
    process.exitCode = 1;
  }
}

async function start(settings: Settings): Promise<RunningServer> {
  const state = resolve(settings.state);
  await mkdir(state, { recursive: true, mode: 0o700 });
  const files = await dataFiles(settings, state);
  const warm = Promise.withResolvers<void>();
  const platform = await openPlatform({
    ...files,
    stateDirectory: state,
    maximumCopyBytes: settings['copy-limit'],
    copyAfter: warm.promise,
    redisUrl: settings.redis,
    languageModel: await openLanguageModel(settings),
    threads: settings.threads,
    memoryLimit: settings.memory,
    timeoutSeconds: settings.timeout,
  });
  warnOfFaults(platform.models);
  try {
    if (files.dashboardsDirectory !== undefined) await addDashboards(platform, files.dashboardsDirectory);
    const { identities, made } = await ensureUsers(
      resolve(settings.users ?? join(state, 'users.json')),
      platform.personas,
    );
    const server = await startServer({
      platform,
      identities,
      stateDirectory: state,
      host: settings.host,
      port: settings.port,
      waitSeconds: settings.wait,
      secureCookies: settings['secure-cookies'],
      precomputeBudget: settings['precompute-budget'],
      embedOrigins: settings['embed-origins'],
      publicUrl: settings['public-url'],
      notifier: await openNotifier(settings),
      pageDirectory: await ensurePage(say),
      log: entry => process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`),
    });
    introduce(server, made);
    if (settings.open) openBrowser(server.url);
    // The first question should not wait for the index of values.
    void warmUp(platform)
      .then(warm.resolve)
      .then(() => warnOfRows(platform));
    return server;
  } catch (error) {
    await platform.close();
    throw error;
  }
}

/** A dashboard whose file does not fit is left out, and told; the others are there. */
async function addDashboards(platform: Platform, directory: string): Promise<void> {
  for (const { file, what, error } of await installFolder(platform, directory)) {
    if (what === 'kept') say(`The dashboard of ${file} was changed by people and stays so; its history tells of it.`);
    if (what === 'invalid') complain([`The dashboard of ${file} was left out.`, ...faultLines(error)]);
  }
}

async function openLanguageModel(settings: Settings): Promise<LanguageModel | undefined> {
  const { 'model-url': url, 'model-name': model, 'model-key': apiKey } = settings;
  if (url === undefined) return undefined;
  const { openOpenAICompatible } = await import('../adapters/openai-compatible.ts');
  return openOpenAICompatible({ url, model, apiKey });
}

async function openNotifier(settings: Settings): Promise<Notifier | undefined> {
  const { 'slack-webhook': url } = settings;
  if (url === undefined) return undefined;
  const { openSlackNotifier } = await import('../adapters/slack-notifier.ts');
  return openSlackNotifier({ url });
}

/** One persona after the other: who asks meanwhile should not share the engine with all of them. */
async function warmUp({ personas, planners }: Platform): Promise<void> {
  for (const persona of personas) await planners.for(persona).catch(() => undefined);
}

interface DataFiles {
  readonly dataDirectory: string;
  readonly modelFile: readonly string[];
  readonly personasFile?: readonly string[] | undefined;
  readonly dashboardsDirectory?: string | undefined;
}

/** The data to serve: the user's own, or the demo's with its model and personas. */
async function dataFiles(settings: Settings, state: string): Promise<DataFiles> {
  const personasFile = settings.personas && (await filesOf('personas', settings.personas));
  const dashboardsDirectory = settings.dashboards && resolve(settings.dashboards);
  const given = settings.model && (await filesOf('semantic_model', settings.model));
  if (settings.data === undefined) {
    const dataDirectory = await ensureDemoData(state, systemClock.now(), process.stderr);
    if (given) return { dataDirectory, modelFile: given, personasFile, dashboardsDirectory };
    return {
      dataDirectory,
      modelFile: demoModelFiles,
      personasFile: personasFile ?? demoPersonasFiles,
      dashboardsDirectory: dashboardsDirectory ?? demoDashboardsDirectory,
    };
  }
  const dataDirectory = resolve(settings.data);
  const modelFile = given ?? [await ensureModel(dataDirectory, state, say)];
  return { dataDirectory, modelFile, personasFile, dashboardsDirectory };
}

const filesOf = async (member: 'semantic_model' | 'personas', paths: readonly string[]): Promise<string[]> =>
  (await Promise.all(paths.map(path => filesWith(member, resolve(path))))).flat();

function introduce(server: RunningServer, made: readonly { username: string; password: string }[]): void {
  if (made.length > 0) {
    const width = Math.max(...made.map(user => user.username.length));
    say('\nUsers were made. Their passwords are shown this once:\n');
    for (const { username, password } of made) say(`  ${username.padEnd(width)}  ${password}`);
  }
  say(`\nSophia is at ${server.url} (stop with Ctrl+C).`);
}

/** A part of a model that can't be computed is no reason not to start, but to say so before somebody asks for it. */
function warnOfFaults({ all }: Models): void {
  const faults = all.flatMap(model => model.faults);
  if (faults.length > 0)
    complain(["These parts of the model can't be asked for:", ...faults.map(each => `  ${formatFault(each)}`)]);
}

/** Told when the platform serves already, since all rows are read for it. */
async function warnOfRows(platform: Platform): Promise<void> {
  // A platform that is being closed meanwhile has nothing to tell.
  const faults = await platform.tryRows().catch(() => []);
  if (faults.length > 0)
    complain([
      "These parts of the model can't be computed at every row:",
      ...faults.map(each => `  ${formatFault(each)}`),
    ]);
}

/** The first signal stops in order, the second at once. */
function stopOnSignal(server: RunningServer): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    say('Stopping …');
    server.stop().then(
      () => process.exit(0),
      error => {
        complain(faultLines(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

await main();
