import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { temporaryFolder } from '../support/folder.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, '.github/workflows');
const files = readdirSync(folder);
const textOf = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
const workflows = files.map(file => ({ file, text: textOf(file), workflow: parse(textOf(file)) as Workflow }));
const jobs = workflows.flatMap(({ file, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ name: `${file} ${name}`, job, workflow })),
);
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: object };

const writes = ({ permissions = {} }: Job): string[] =>
  Object.entries(permissions).flatMap(([name, right]) => (right === 'write' ? [name] : []));

describe('rights', () => {
  test('no workflow has any by itself; each job names those it needs', () => {
    for (const { workflow } of workflows) expect(workflow.permissions).toEqual({});
    for (const { job } of jobs) expect(Object.keys(job.permissions ?? {})).not.toHaveLength(0);
  });

  test('nothing runs the code of a fork with the rights of this repository', () => {
    for (const { workflow } of workflows) expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
  });

  test('who may write runs no code of a change: it checks nothing out and starts nothing of it', () => {
    const writing = jobs.filter(({ job }) => writes(job).some(right => right !== 'id-token'));
    expect(writing.map(({ name }) => name)).toEqual(['comment.yml comment']);
    for (const { job, workflow } of writing) {
      expect(Object.keys(workflow.on)).toEqual(['workflow_run']);
      expect(job.steps.filter(({ uses }) => uses)).toEqual([]);
      for (const { run = '' } of job.steps) expect(run).not.toMatch(/\b(npm|npx|node|eval|source)\b/);
    }
  });

  test('credentials of the account are for branches of this repository, where it has any', () => {
    const trusted = jobs.filter(({ job }) => writes(job).includes('id-token'));
    expect(trusted.map(({ name }) => name)).toEqual(['pull-request.yml pulumi']);
    for (const { job } of trusted) {
      expect(job.if).toContain('github.event.pull_request.head.repo.full_name == github.repository');
      expect(job.if).toContain("vars.PREVIEW_ROLE_ARN != ''");
    }
  });

  test('no secret is used, and no token is left in a checkout', () => {
    for (const { text } of workflows) expect(text).not.toContain('secrets.');
    for (const { job } of jobs) {
      for (const step of job.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))) {
        expect(step.with?.['persist-credentials']).toBe(false);
      }
    }
  });
});

describe('steps', () => {
  test('every action is pinned to a commit, and says its version', () => {
    const used = workflows.flatMap(({ text }) => text.match(/uses: .*/g) ?? []);
    expect(used.length).toBeGreaterThan(0);
    for (const line of used) expect(line).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+(\.\d+)*$/);
  });

  test('what somebody else may have written is never pasted into a script', () => {
    for (const { job } of jobs) for (const { run = '' } of job.steps) expect(run).not.toContain('${{');
  });

  test('previews are made by the Pulumi that the program is written for, and so are deliveries', () => {
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      devDependencies: Readonly<Record<string, string>>;
    };
    const written = [
      ...jobs.flatMap(({ job }) => job.steps.map(step => step.with?.['pulumi-version'])).filter(Boolean),
      /^const pulumiVersion = '(.*)';$/m.exec(readFileSync('stacks/operations.ts', 'utf8'))?.[1],
    ];
    expect(written).toEqual([devDependencies['@pulumi/pulumi'], devDependencies['@pulumi/pulumi']]);
  });

  test('every job ends', () => {
    for (const { job } of jobs) expect(job['timeout-minutes']).toBeLessThanOrEqual(30);
  });

  test('scripts are sound, and so are the npm scripts that they name', () => {
    for (const { job } of jobs) {
      for (const { run = '' } of job.steps) {
        expect(spawnSync('bash', ['-n'], { input: run, encoding: 'utf8' }).stderr).toBe('');
        for (const [, name] of run.matchAll(/npm run (?:--silent )?([\w:]+)/g)) expect(scripts).toHaveProperty([name!]);
      }
    }
  });
});

describe('the comment', () => {
  const trial = temporaryFolder('comment');
  const script = workflows.find(({ file }) => file === 'comment.yml')!.workflow.jobs['comment']!.steps[0]!.run!;

  /** Runs the step with a `gh` that answers from files and notes what it was asked. */
  function run(name: string, { number, comments, preview }: { number: string; comments: string; preview?: string }) {
    const place = path.join(trial, name);
    mkdirSync(path.join(place, 'bin'), { recursive: true });
    if (preview !== undefined) writeFileSync(path.join(place, 'given.md'), preview);
    writeFileSync(
      path.join(place, 'bin/gh'),
      [
        '#!/usr/bin/env bash',
        'printf "%s\\n" "$*" >> "$PLACE/asked"',
        'case "$*" in',
        `  *"/pulls "*) printf '%s' '${number}' ;;`,
        '  "run download"*) name="$5"; [ "$name" = preview ] && [ -f "$PLACE/given.md" ] || exit 1',
        '    mkdir -p "$7" && cp "$PLACE/given.md" "$7/preview.md" ;;',
        `  *--paginate*) printf '%s' '${comments}' ;;`,
        '  *) for part in "$@"; do case "$part" in body=@*) cp "$(echo "$part" | cut -d@ -f2-)" "$PLACE/sent.md" ;; esac; done ;;',
        'esac',
        '',
      ].join('\n'),
    );
    chmodSync(path.join(place, 'bin/gh'), 0o755);
    const { status, stderr } = spawnSync('bash', ['--norc', '--noprofile', '-c', script], {
      encoding: 'utf8',
      env: {
        PATH: `${path.join(place, 'bin')}:${process.env['PATH']}`,
        PLACE: place,
        RUNNER_TEMP: place,
        GH_REPO: 'owner/sophia',
        RUN_ID: '1',
        RUN_URL: 'https://github.com/owner/sophia/actions/runs/1',
        CONCLUSION: 'success',
        HEAD_SHA: 'a'.repeat(40),
        HEAD: 'stranger:branch"; echo no',
      },
    });
    expect([status, stderr]).toEqual([0, '']);
    const sent = path.join(place, 'sent.md');
    return {
      asked: readFileSync(path.join(place, 'asked'), 'utf8'),
      sent: existsSync(sent) ? readFileSync(sent, 'utf8') : undefined,
    };
  }

  test('the first run writes one, with what the change printed; nobody is called by it', () => {
    const { asked, sent } = run('first', { number: '7', comments: '', preview: '### fine\n@everybody look\n' });
    expect(asked).toContain('--method POST repos/owner/sophia/issues/7/comments');
    expect(sent).toMatch(/^<!-- sophia preview -->\n/);
    expect(sent).toContain('### fine');
    expect(sent).not.toContain('@everybody');
  });

  test('later runs replace it', () => {
    const { asked, sent } = run('later', { number: '7', comments: '42\n43\n', preview: 'again' });
    expect(asked).toContain('--method PATCH repos/owner/sophia/issues/comments/42');
    expect(asked).not.toContain('POST');
    expect(sent).toContain('again');
  });

  test('a commit that is no head any more is left alone', () => {
    const { asked, sent } = run('gone', { number: '', comments: '' });
    expect(asked.trim().split('\n')).toHaveLength(1);
    expect(sent).toBeUndefined();
  });

  test('a change that printed nothing, or too much, still has its comment', () => {
    expect(run('nothing', { number: '7', comments: '' }).sent).toContain('success');
    const long = run('long', { number: '7', comments: '', preview: 'x'.repeat(200_000) }).sent ?? '';
    expect(long.length).toBeLessThan(65_536);
  });
});
