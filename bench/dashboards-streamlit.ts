import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { type IsPainted, paintTime, visitor, warmPaintTimes, watchPaint } from './dashboards-browser.ts';
import { twelveTiles } from './dashboards-spec.ts';
import type { BenchContext } from './measurement.ts';

const run = promisify(execFile);
const installMilliseconds = 10 * 60_000;
const startMilliseconds = 60_000;

export interface StreamlitTimes {
  readonly version: string;
  readonly times: readonly number[];
}

/**
 * The same tiles by Streamlit: the same SQL on DuckDB over the same files, answers kept in its cache, as its manual
 * recommends. A reason in place of times where it can't be installed.
 */
export async function streamlitTimes(
  context: BenchContext,
  browser: Browser,
  sql: ReadonlyMap<string, string>,
  rounds: number,
): Promise<StreamlitTimes | string> {
  const python = await installed(context);
  if (!python.found) return python.reason;
  const app = join(context.temporary, 'streamlit', 'app.py');
  await mkdir(join(context.temporary, 'streamlit'), { recursive: true });
  await writeFile(app, program(context.dataDirectory, sql));
  const port = await freePort();
  const flags = ['--server.port', String(port), '--server.headless', 'true', '--browser.gatherUsageStats', 'false'];
  const address = ['--server.address', '127.0.0.1'];
  const child = spawn(python.path, ['-m', 'streamlit', 'run', app, ...flags, ...address], { stdio: 'ignore' });
  try {
    const url = `http://127.0.0.1:${port}`;
    await answering(url, child);
    return { version: python.version, times: await measured(browser, url, rounds) };
  } finally {
    await ended(child);
  }
}

async function measured(browser: Browser, url: string, rounds: number): Promise<number[]> {
  const { context, page } = await visitor(browser);
  await watchPaint(context, streamlitPainted);
  await paintTime(page, () => page.goto(url));
  const times = await warmPaintTimes(page, rounds);
  await context.close();
  return times;
}

const streamlitPainted: IsPainted = () => {
  const count = (selector: string) => document.querySelectorAll(selector).length;
  return (
    count('[data-testid="stMetricValue"]') === 4 &&
    count('[data-testid="stVegaLiteChart"] canvas, [data-testid="stVegaLiteChart"] svg') >= 6 &&
    count('[data-testid="stDataFrame"] canvas') >= 2 &&
    count('[data-testid="stSkeleton"]') === 0
  );
};

type Installed =
  | { readonly found: true; readonly path: string; readonly version: string }
  | { readonly found: false; readonly reason: string };

/** STREAMLIT_PYTHON names a Python that has it; else it is installed into a virtual environment of this run. */
async function installed({ temporary, say }: BenchContext): Promise<Installed> {
  const given = process.env['STREAMLIT_PYTHON'];
  const path = given ?? join(temporary, 'venv', 'bin', 'python');
  try {
    if (given === undefined && !existsSync(path)) {
      say('Installing Streamlit from PyPI …');
      await run('python3', ['-m', 'venv', join(temporary, 'venv')], { timeout: installMilliseconds });
      const packages = ['-m', 'pip', 'install', '--quiet', 'streamlit', 'duckdb'];
      await run(path, packages, { timeout: installMilliseconds });
    }
    const { stdout } = await run(path, ['-c', 'import duckdb, streamlit; print(streamlit.__version__)']);
    return { found: true, path, version: stdout.trim() };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0]! : String(error);
    return { found: false, reason: `Streamlit can't be installed here: ${reason.slice(0, 150)}` };
  }
}

/** Four numbers, six charts and two tables. */
function program(dataDirectory: string, sql: ReadonlyMap<string, string>): string {
  const tiles = twelveTiles.map(({ id, kind, title }) => ({ kind, title, sql: sql.get(id) ?? '' }));
  return `import duckdb, glob, json, os
import streamlit as st

st.set_page_config(layout="wide")

@st.cache_resource
def database():
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    for path in glob.glob(os.path.join(${JSON.stringify(dataDirectory)}, "*.parquet")):
        name = os.path.splitext(os.path.basename(path))[0]
        connection.execute(f"CREATE VIEW \\"{name}\\" AS SELECT * FROM read_parquet('{path}')")
    return connection

@st.cache_data
def rows(sql):
    return database().cursor().execute(sql).df()

tiles = json.loads(${JSON.stringify(JSON.stringify(tiles))})
rows_of = lambda kind: [tile for tile in tiles if tile["kind"] == kind]
for kind, count in (("number", 4), ("line", 3), ("bar", 3), ("table", 2)):
    for column, tile in zip(st.columns(count), rows_of(kind)):
        with column:
            data = rows(tile["sql"])
            if kind == "number":
                st.metric(tile["title"], f"{float(data.iloc[0, 0]):,.2f}")
                continue
            st.subheader(tile["title"])
            if kind == "table":
                st.dataframe(data, hide_index=True)
                continue
            x, y = data.columns[0], data.columns[1]
            data = data.assign(**{y: data[y].astype(float)})
            if kind == "line":
                st.line_chart(data, x=x, y=y)
            else:
                st.bar_chart(data, x=x, y=y)
`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  const until = performance.now() + startMilliseconds;
  while (performance.now() < until && child.exitCode === null) {
    const response = await fetch(`${url}/_stcore/health`).catch(() => undefined);
    if (response?.ok) return;
    await wait(100);
  }
  throw new Error('Streamlit did not start.');
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
