/** Writes docs/components.md from the components' own comments and the examples in docs/components. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '..');

/** In the order that a platform is built. */
const order = [
  ...['network', 'user-directory', 'session-store', 'query-cache', 'lakehouse', 'node-function', 'orchestrator-api'],
  ...['dashboard-service', 'monitoring', 'spend-budget', 'audit-trail', 'delivery-pipeline', 'failover', 'log-key'],
];

/** The page, from the sources as they are. */
export function componentsPage(): string {
  const sections = order.map(sectionOf);
  return `${introduction}\n${sections.join('\n')}`;
}

const introduction = `# Components

Each is one \`ComponentResource\` and can be used alone in any program of Pulumi; \`npm pack\` gives the package:

\`\`\`sh
npm pack
npm install ./sophia-0.1.0.tgz @pulumi/pulumi @pulumi/aws @pulumi/awsx @pulumi/random
\`\`\`

Wrong arguments are told all at once, with what to do about each, before anything is registered: arguments
that are missing, and a name that AWS would not take those of the parts of. Letters, digits and hyphens do for all, 26
characters for QueryCache, 36 for Lakehouse and the others. Where a type is \`Input<…>\`, a value that is known only once
the stack is up will do. Prices are list prices and are dated; they leave
taxes and free tiers of new accounts out. This page is written by \`npm run docs:components\`.
`;

function sectionOf(file: string): string {
  const text = readFileSync(path.join(root, 'components', `${file}.ts`), 'utf8');
  const source = ts.createSourceFile(`${file}.ts`, text, ts.ScriptTarget.Latest, true);
  const component = source.statements.find(ts.isClassDeclaration)!;
  const name = component.name!.text;
  const { description, cost } = describe(commentOf(component));
  const args = source.statements.find(node => ts.isInterfaceDeclaration(node) && node.name.text === `${name}Args`);
  const example = readFileSync(path.join(root, 'docs/components', `${file}.ts`), 'utf8').trim();
  const members = args && ts.isInterfaceDeclaration(args) ? args.members.filter(ts.isPropertySignature) : [];
  const outputs = component.members.filter(ts.isPropertyDeclaration).filter(isPublic);
  return `## ${name}

${description}

\`\`\`ts
${example}
\`\`\`

| Argument | Type | Default | Meaning |
|---|---|---|---|
${members.map(argumentRow).join('\n')}

| Output | Type | Meaning |
|---|---|---|
${outputs.map(outputRow).join('\n')}

**Cost a month**: ${cost}
`;
}

function argumentRow(member: ts.PropertySignature): string {
  const comment = commentOf(member);
  const found = / ?Default:? (.+?)\.(?= [A-Z]|$)/s.exec(comment);
  const meaning = found ? comment.replace(found[0], '') : comment;
  const fallback = found ? found[1]! : member.questionToken ? '' : 'required';
  return row(`\`${member.name.getText()}\``, typeText(member.type), fallback, meaning);
}

const outputRow = (member: ts.PropertyDeclaration): string =>
  row(`\`${member.name.getText()}\``, typeText(member.type), commentOf(member));

const isPublic = (member: ts.PropertyDeclaration): boolean =>
  !member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword) &&
  !member.name.getText().startsWith('#');

const typeText = (type: ts.TypeNode | undefined): string =>
  `\`${(type?.getText() ?? '')
    .replaceAll('pulumi.', '')
    .replaceAll('readonly ', '')
    .replaceAll(/\s+/g, ' ')
    .replace(/ \| undefined$/, '')}\``;

/** A row of a table; bars within would end its cells. */
const row = (...cells: readonly string[]): string =>
  `| ${cells.map(cell => cell.trim().replaceAll('|', '\\|')).join(' | ')} |`;

/** The text of a declaration's own comment, on one line. */
function commentOf(node: ts.Node): string {
  const [last] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).slice(-1);
  return (ts.getTextOfJSDocComment(last?.comment) ?? '')
    .replaceAll(/\s*\n\s*\n\s*/g, '\n\n')
    .replaceAll(/(?<!\n)\n(?!\n)/g, ' ');
}

function describe(comment: string): { description: string; cost: string } {
  const [description = '', cost = ''] = comment.split('**Cost**:');
  return { description: description.trim(), cost: cost.trim() };
}

/** Names of the files that have a component but no place on the page. */
export const missing = (): string[] =>
  readdirSync(path.join(root, 'components'))
    .filter(file => file.endsWith('.ts') && file !== 'index.ts')
    .map(file => file.replace('.ts', ''))
    .filter(file => !order.includes(file));

if (import.meta.main) {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help)
    console.log('Usage: npm run docs:components\n\nWrites docs/components.md from the components themselves.');
  else writeFileSync(path.join(root, 'docs/components.md'), componentsPage());
}
