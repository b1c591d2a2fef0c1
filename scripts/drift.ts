import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { readProject } from './stack/project.ts';

const help = `Tells what in the account is no longer as Pulumi left it: what was changed or deleted by hand.

  npm run --silent drift -- STACK

  STACK    the stack, such as development: Pulumi.STACK.yaml must be there
  --help   this text

Asks AWS by pulumi refresh --preview-only, which changes neither the account nor Pulumi's state. Needs the Pulumi CLI,
its backend (PULUMI_BACKEND_URL or pulumi login) and credentials of AWS that may read.
Exit code: 0 nothing differs, 1 something does or an error, 2 it can't be asked here.
`;

const notAsked = 2;

function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const [stack, ...more] = positionals;
  if (stack === undefined || more.length > 0) throw new Error('Name one stack. See --help.');
  readProject(process.cwd(), stack);
  const { error, status } = spawnSync(
    'pulumi',
    ['refresh', '--preview-only', '--expect-no-changes', '--diff', '--non-interactive', '--stack', stack],
    { stdio: 'inherit' },
  );
  if (error && 'code' in error && error.code === 'ENOENT') {
    process.stderr.write(
      'Drift was not looked for: the Pulumi CLI is not installed (https://www.pulumi.com/docs/install/).\n',
    );
    return notAsked;
  }
  if (error) throw error;
  process.stdout.write(
    status === 0
      ? `The account is as Pulumi left it: stack ${stack} has not drifted.\n`
      : `Stack ${stack} has drifted, or couldn't be looked at: see above. pulumi up puts back what the program says; pulumi refresh takes over what the account says.\n`,
  );
  return status === 0 ? 0 : 1;
}

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
