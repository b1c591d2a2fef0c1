import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { componentsPage, missing } from '../../scripts/components-doc.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'package-'));
const program = path.join(folder, 'program');
const examples = readdirSync('docs/components').filter(file => file.endsWith('.ts'));

/** What the components need at run time; all the rest of the product is left out of the program. */
const needed = ['valibot', 'esbuild', 'fflate', 'rolldown', '@rolldown', '@swc', '@oxc-project', '@pulumi'];

const run = (command: string, args: readonly string[], cwd: string): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const pack = (cwd: string): string => {
  const packed = run('npm', ['pack', '--silent', '--pack-destination', folder], cwd);
  return path.join(folder, packed.trim().split('\n').at(-1)!);
};

/**
 * A program with nothing but the package, installed as anybody would, without a network: an empty package stands in for
 * each of its dependencies, then those that components need are linked to the ones of this project.
 */
function install(): void {
  const standIn = path.join(folder, 'nothing');
  mkdirSync(standIn);
  writeFileSync(path.join(standIn, 'package.json'), JSON.stringify({ name: 'nothing', version: '1.0.0' }));
  const nothing = `file:${pack(standIn)}`;
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
  const overrides = Object.fromEntries(Object.keys(dependencies).map(name => [name, nothing]));
  mkdirSync(path.join(program, 'src'), { recursive: true });
  const manifest = { name: 'program', type: 'module', dependencies: { sophia: `file:${pack(root)}` }, overrides };
  writeFileSync(path.join(program, 'package.json'), JSON.stringify(manifest));
  const offline = ['--offline', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
  run('npm', ['install', ...offline], program);
  for (const name of needed) {
    rmSync(path.join(program, 'node_modules', name), { recursive: true, force: true });
    symlinkSync(path.join(root, 'node_modules', name), path.join(program, 'node_modules', name));
  }
}

/** Registers what all examples make, as a preview with mocks of Pulumi, and prints what it was. */
const main = `
import * as pulumi from '@pulumi/pulumi';
const registered = [];
await pulumi.runtime.setMocks({
  newResource: ({ type, inputs }) => {
    registered.push(type);
    return { id: undefined, state: inputs };
  },
  call: ({ inputs }) => ({ region: 'us-east-1', accountId: '123456789012', partition: 'aws', names: ['a', 'b', 'c'], ...inputs }),
}, 'program', 'test', true);
for (const example of ${JSON.stringify(examples)}) await import('./' + example);
await pulumi.runtime.disconnect();
console.log(JSON.stringify(registered));
`;

beforeAll(() => {
  install();
  for (const example of examples) cpSync(path.join('docs/components', example), path.join(program, example));
  writeFileSync(path.join(program, 'src/handler.ts'), 'export const handler = async (): Promise<void> => {};\n');
  writeFileSync(path.join(program, 'main.mjs'), main);
}, 180_000);

describe('The package', () => {
  test('has compiled JavaScript and declarations, and nothing else of ours', () => {
    const files = run('find', ['node_modules/sophia', '-type', 'f'], program).trim().split('\n');
    const kinds = new Set(files.map(file => file.replace(/^.*?((\.d)?\.\w+)$/, '$1')));
    expect([...kinds].toSorted()).toEqual(expect.arrayContaining(['.d.ts', '.js', '.json']));
    expect(files.filter(file => file.endsWith('.ts') && !file.endsWith('.d.ts'))).toEqual([]);
  });

  test('registers one of each component in an empty program', () => {
    const registered = JSON.parse(
      run(process.execPath, ['--stack-trace-limit=0', 'main.mjs'], program).trim().split('\n').at(-1)!,
    ) as string[];
    const ours = [...new Set(registered.filter(type => type.startsWith('sophia:')))].toSorted();
    expect(ours).toEqual([
      'sophia:api:OrchestratorApi',
      'sophia:compute:DashboardService',
      'sophia:compute:NodeFunction',
      'sophia:data:Lakehouse',
      'sophia:delivery:DeliveryPipeline',
      'sophia:delivery:Failover',
      'sophia:identity:UserDirectory',
      'sophia:network:Network',
      'sophia:operations:AuditTrail',
      'sophia:operations:LogKey',
      'sophia:operations:Monitoring',
      'sophia:operations:SpendBudget',
      'sophia:storage:QueryCache',
      'sophia:storage:SessionStore',
    ]);
  }, 60_000);

  test('has declarations against which every example of docs/components.md compiles', () => {
    const compilerOptions = {
      ...{ target: 'es2024', module: 'nodenext', strict: true, noEmit: true, skipLibCheck: true },
      typeRoots: [path.join(root, 'node_modules/@types')],
      types: ['node'],
    };
    writeFileSync(path.join(program, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: examples }));
    const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
    expect(run(process.execPath, [compiler, '-p', '.', '--pretty', 'false'], program)).toBe('');
  }, 120_000);
});

describe('docs/components.md', () => {
  test('is what the components say of themselves', () => {
    expect(readFileSync('docs/components.md', 'utf8')).toBe(componentsPage());
  });

  test('has all of them, each with an example of about ten lines, a cost and its source', () => {
    expect(missing()).toEqual([]);
    for (const example of examples) {
      expect(readFileSync(path.join('docs/components', example), 'utf8').trim().split('\n').length).toBeLessThanOrEqual(
        12,
      );
    }
    const costs = componentsPage().match(/^\*\*Cost a month\*\*: .+$/gm) ?? [];
    expect(costs).toHaveLength(examples.length);
    for (const cost of costs) expect(cost).toMatch(/aws\.amazon\.com.*20\d\d\)/);
  });
});
