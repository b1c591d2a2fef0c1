import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * What `npm test` runs: installs what single suites want besides npm's packages where that is possible, says
 * in a line what is missing else, and runs Jest. Arguments go to Jest.
 */
const wanted = [
  {
    commands: ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'],
    // Without the windows of a whole browser, pages are driven in half the time; older Debians have only the browser.
    debian: ['chromium-headless-shell', 'chromium'],
    suites: 'The tests of the page',
  },
  { commands: ['redis-server'], debian: ['redis-server'], suites: 'The tests of the Redis cache' },
] as const;

const runs = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;
const isThere = (commands: readonly string[]): boolean => commands.some(command => runs('which', command));

const aptInstall = (name: string): boolean => runs('apt-get', 'install', '-y', '--no-install-recommends', name);

/** Installs the first of these Debian packages that there is, as root; gives the reason when it can't. */
function install(names: readonly string[]): string | undefined {
  const [wish] = names;
  if (process.getuid?.() !== 0) return `${wish} is not installed, and only root can install it`;
  if (!runs('which', 'apt-get')) return `${wish} is not installed, and there is no apt-get to install it with`;
  process.stdout.write(`Installing ${wish} …\n`);
  const installed = names.some(aptInstall) || (runs('apt-get', 'update') && names.some(aptInstall));
  return installed ? undefined : `${wish} could not be installed`;
}

const missing = wanted.flatMap(({ commands, debian, suites }) => {
  const reason = isThere(commands) ? undefined : install(debian);
  return reason === undefined ? [] : [`${suites} are not run: ${reason}.`];
});

const root = fileURLToPath(new URL('../', import.meta.url));

// Built once, as it ships, before suites that look at it begin beside each other.
if (!existsSync(`${root}dashboard/web/dist/index.html`)) {
  const env = { ...process.env, NODE_ENV: 'production' };
  spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', 'dashboard/web', '--logLevel', 'error'], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
}

// Suites start many processes, which read the same modules: Node keeps what it compiled of them.
const compiled = fileURLToPath(new URL('../node_modules/.cache/node-compile', import.meta.url));
const environment = { NODE_COMPILE_CACHE: compiled, ...process.env };
const jest = fileURLToPath(new URL('../node_modules/jest/bin/jest.js', import.meta.url));
const result = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', jest, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: environment,
});
for (const line of missing) process.stdout.write(`${line}\n`);
process.exitCode = result.status ?? 1;
