import { spawnSync } from 'node:child_process';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { perform } from '../../scripts/stack/pause/command.ts';
import { awsFault } from '../../scripts/stack/pause/faults.ts';
import { pause } from '../../scripts/stack/pause/pause.ts';
import { resume } from '../../scripts/stack/pause/resume.ts';
import { type Account, answer, type FunctionState, type ServiceState } from '../doubles/aws/pausable.ts';
import { jsonFault, ServiceDouble } from '../doubles/aws/server.ts';
import { temporaryEnvironment } from '../support/environment.ts';

const place = 'us-east-1:000000000000';
const tags = (stack = 'development') =>
  new Map([
    ['Project', 'sophia'],
    ['Stack', stack],
  ]);

const service = (name: string, stack?: string): ServiceState => ({
  arn: `arn:aws:ecs:${place}:service/cluster/${name}`,
  tags: tags(stack),
  desiredCount: 3,
  target: {
    MinCapacity: 2,
    MaxCapacity: 10,
    SuspendedState: {
      DynamicScalingInSuspended: true,
      DynamicScalingOutSuspended: false,
      ScheduledScalingSuspended: false,
    },
  },
});
const lambda = (name: string, more: Partial<FunctionState> = {}): FunctionState => ({
  arn: `arn:aws:lambda:${place}:function:sophia-development-${name}-function-1a2b3c4`,
  tags: tags(),
  provisioned: new Map(),
  ...more,
});

let account: Account;
let aws: ServiceDouble;
const setEnvironment = temporaryEnvironment();
beforeAll(() => setEnvironment({ AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' }));

const byArn = <T extends { readonly arn: string }>(...all: T[]): Map<string, T> =>
  new Map(all.map(one => [one.arn, one]));
const picture = (): unknown => structuredClone(account);

beforeEach(async () => {
  account = {
    services: byArn(service('site'), service('other', 'production')),
    functions: byArn(
      lambda('query-orchestrator', { provisioned: new Map([['live', 2]]) }),
      lambda('dashboard-generator', { reserved: 5 }),
      lambda('cost-reporter'),
    ),
  };
  aws = await ServiceDouble.start(request => answer(account, request));
  process.env['AWS_ENDPOINT_URL'] = aws.url;
});
afterEach(() => aws.stop());

/** Runs a command as its file does, in this process. */
async function run(name: 'pause' | 'resume', ...args: string[]) {
  const lines: string[] = [];
  try {
    await perform({ pause, resume }[name], args, line => void lines.push(line));
    return { status: 0, stdout: lines.join('\n'), stderr: '' };
  } catch (error) {
    return { status: 1, stdout: lines.join('\n'), stderr: awsFault(error) };
  }
}

const site = (): ServiceState => account.services.get(service('site').arn)!;
const functionOf = (name: string): FunctionState => account.functions.get(lambda(name).arn)!;

describe('a pause', () => {
  test('stops tasks for good, turns calls away, and leaves other stacks and reports alone', async () => {
    const before = structuredClone(account.services.get(service('other').arn));
    expect(await run('pause', 'development')).toMatchObject({ status: 0, stderr: '' });
    expect(site()).toMatchObject({
      desiredCount: 0,
      target: {
        MinCapacity: 0,
        SuspendedState: {
          DynamicScalingInSuspended: true,
          DynamicScalingOutSuspended: true,
          ScheduledScalingSuspended: true,
        },
      },
    });
    expect(functionOf('query-orchestrator')).toMatchObject({ reserved: 0, provisioned: new Map() });
    expect(functionOf('dashboard-generator').reserved).toBe(0);
    expect(functionOf('cost-reporter').reserved).toBeUndefined();
    expect(account.services.get(service('other').arn)).toEqual(before);
  });

  test('and a resumption leave everything as it was', async () => {
    const before = picture();
    await run('pause', 'development');
    expect(picture()).not.toEqual(before);
    expect(await run('resume', 'development')).toMatchObject({ status: 0, stderr: '' });
    expect(picture()).toEqual(before);
  });

  test('that is repeated remembers how it was, not how it is', async () => {
    const before = picture();
    await run('pause', 'development');
    expect((await run('pause', 'development')).status).toBe(0);
    await run('resume', 'development');
    expect(picture()).toEqual(before);
  });

  test('as a dry run changes nothing and says the same steps', async () => {
    const before = picture();
    const dry = await run('pause', 'development', '--dry-run');
    expect(dry.status).toBe(0);
    expect(picture()).toEqual(before);
    const wet = await run('pause', 'development');
    const steps = (text: string) => text.trim().split('\n').slice(0, -1);
    expect(steps(dry.stdout).map(line => line.replace(/^would /, ''))).toEqual(steps(wet.stdout));
  });

  test.each([
    ['UpdateService', /UpdateService/],
    ['the scaling', /RegisterScalableTarget/],
    ['a function', /PUT .*concurrency/],
  ])('that is cut short at %s goes on where it stopped', async (_, operation) => {
    const before = picture();
    aws.fail({ kind: 'respond', response: jsonFault(403, 'AccessDeniedException', 'not you') }, { operation });
    const cut = await run('pause', 'development');
    expect([cut.status, cut.stderr]).toEqual([1, expect.stringContaining('not you')]);
    expect((await run('pause', 'development')).status).toBe(0);
    expect(site().desiredCount).toBe(0);
    await run('resume', 'development');
    expect(picture()).toEqual(before);
  });

  test('waits and asks again where AWS is busy', async () => {
    aws.fail(
      { kind: 'respond', response: jsonFault(400, 'ThrottlingException') },
      { operation: /UpdateService/, times: 2 },
    );
    expect((await run('pause', 'development')).status).toBe(0);
    expect(aws.operations().filter(name => name === 'UpdateService')).toHaveLength(3);
  });
});

describe('a resumption', () => {
  test('that is cut short goes on where it stopped', async () => {
    const before = picture();
    await run('pause', 'development');
    aws.fail(
      { kind: 'respond', response: jsonFault(403, 'AccessDeniedException') },
      { operation: /UntagResource|DELETE .*tags/, times: 1 },
    );
    expect((await run('resume', 'development')).status).toBe(1);
    expect((await run('resume', 'development')).status).toBe(0);
    expect(picture()).toEqual(before);
  });

  test('of what is not paused changes nothing', async () => {
    const before = picture();
    expect(await run('resume', 'development')).toMatchObject({ status: 0, stderr: '' });
    expect(picture()).toEqual(before);
  });

  test('doesn’t guess where the tag was changed by hand', async () => {
    await run('pause', 'development');
    site().tags.set('sophia-paused', 'two tasks');
    const { status, stderr } = await run('resume', 'development');
    expect([status, stderr]).toEqual([1, expect.stringContaining('two tasks')]);
    expect(site().desiredCount).toBe(0);
  });
});

test('mistakes are told, before anything is asked of AWS or changed', async () => {
  expect((await run('pause')).status).toBe(1);
  expect((await run('pause', 'absent')).stderr).toContain('development');
  expect(aws.requests).toEqual([]);
  account.services.clear();
  account.functions.clear();
  const { status, stderr } = await run('pause', 'development');
  expect([status, stderr]).toEqual([1, expect.stringContaining('us-east-1')]);
});

test.each(['pause', 'resume'])('npm run stack:%s explains itself', name => {
  const { status, stdout } = spawnSync(process.execPath, [`scripts/stack-${name}.ts`, '--help'], { encoding: 'utf8' });
  expect([status, stdout]).toEqual([0, expect.stringContaining('STACK')]);
});
