import { type Changes, keepsData } from './changes.ts';
import { isRefused, type Preview, type Result } from './report.ts';
import { treeLines } from './tree.ts';
import { change, costOf, countsOf, differenceText, dollars, nameOf, onlyPulumiKnows } from './words.ts';

/** GitHub takes comments of 65,536 characters; two stacks share one. */
const mostCharacters = 30_000;
/** Differences of one resource, and lines of all: the rest is counted. */
const mostDifferences = 8;
const mostLines = 120;

/** A preview for a comment on a pull request: what matters first, the rest folded away. */
export function previewMarkdown(preview: Preview): string {
  const { recording, errors, result } = preview;
  const verdict = isRefused(preview) ? '❌' : '✅';
  const title = `### ${verdict} ${recording.project}, stack \`${recording.stack}\``;
  if (!result) return `${[title, 'The program fails:', fenced(errors.join('\n'))].join('\n\n')}\n`;
  const { against } = result;
  const parts: readonly Part[] = [
    title,
    summary(recording.resources.length, result),
    ...violations(result),
    ...(against ? changeParts(against.changes) : []),
    folded('Cost by component', costTable(result)),
    { whole: resourceTree(result, recording, false), short: resourceTree(result, recording, true) },
  ];
  return `${shortened(parts).join('\n\n')}\n`;
}

/** A part, or two forms of it, of which the longer is taken if there is room. */
type Part = string | { readonly whole: string; readonly short: string };

const resourceTree = ({ against }: Result, { resources }: Preview['recording'], isFolded: boolean): string =>
  folded(
    isFolded ? 'Resources by component; `npm run preview` shows all' : 'Resources',
    fenced(treeLines(resources, against?.changes, { folded: isFolded }).join('\n'), 'diff'),
  );

function summary(count: number, { policies, cost, against }: Result): string {
  const mandatory = policies.violations.filter(({ level }) => level === 'mandatory').length;
  const rows = [
    ['Resources', against ? countsOf(against.changes) : String(count)],
    ['Policies', mandatory === 0 ? `all ${policies.policies.length} hold` : `**${mandatory} mandatory violations**`],
    ['Cost a month, at rest', withChange(cost.atRest, against?.cost.atRest)],
    ['Cost a month, with stated use', withChange(cost.withUsage, against?.cost.withUsage)],
    ...(cost.notPriced.length > 0
      ? [['Not priced', cost.notPriced.map(({ type, reason }) => `\`${type}\`: ${cell(reason)}`).join('<br>')]]
      : []),
  ];
  return ['| | |', '|---|---|', ...rows.map(row => `| ${row.join(' | ')} |`)].join('\n');
}

const withChange = (after: number, before: number | undefined): string =>
  before === undefined ? dollars(after) : `${dollars(after)} (${change(before, after)})`;

function violations({ policies }: Result): string[] {
  if (policies.violations.length === 0) return [];
  const lines = policies.violations.map(
    ({ level, policy, urn, message }) => `- ${level} **${policy}**, \`${nameOf(urn)}\`: ${cell(message)}`,
  );
  return [lines.join('\n')];
}

function changeParts(changes: Changes): string[] {
  const lost = changes.removed.filter(keepsData);
  const lines = [
    ...changes.added.map(({ name, type }) => `+ ${name}  ${type}`),
    ...changes.removed.map(({ name, type }) => `- ${name}  ${type}`),
    ...changes.changed.flatMap(({ resource, renamedFrom, differences }) => [
      `! ${resource.name}  ${resource.type}${renamedFrom ? `  was ${renamedFrom}` : ''}`,
      ...first(
        differences.map(one => `    ${differenceText(one)}`),
        mostDifferences,
        '    ',
      ),
    ]),
    ...changes.outputs.map(one => `! output ${differenceText(one)}`),
  ];
  return [
    ...(lost.length > 0 ? [`⚠️ What these keep is lost: ${lost.map(({ name }) => `\`${name}\``).join(', ')}.`] : []),
    ...(lines.length > 0
      ? [folded('Changes', `${fenced(first(lines, mostLines, '').join('\n'), 'diff')}\n\n${onlyPulumiKnows}`)]
      : []),
  ];
}

function costTable({ cost, against }: Result): string {
  const rows = cost.components
    .filter(({ withUsage }) => withUsage > 0)
    .map(({ name, atRest, withUsage }) => {
      const before = against && costOf(name, against.cost.components).atRest;
      return `| \`${name}\` | ${withChange(atRest, before)} | ${dollars(withUsage)} |`;
    });
  return ['| Component | At rest | With stated use |', '|---|--:|--:|', ...rows].join('\n');
}

const first = (lines: readonly string[], most: number, indent: string): string[] =>
  lines.length <= most ? [...lines] : [...lines.slice(0, most), `${indent}… and ${lines.length - most} more`];

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/[<>]/g, '').replaceAll('\n', ' ');

/** What comes from a program can't end the block that it stands in. */
const fenced = (text: string, language = ''): string =>
  `\`\`\`\`${language}\n${text.replaceAll('````', "''''")}\n\`\`\`\``;

const folded = (title: string, content: string): string =>
  `<details><summary>${title}</summary>\n\n${content}\n\n</details>`;

/** Parts that would make it too long are left out, and that is said. */
function shortened(parts: readonly Part[]): string[] {
  const kept: string[] = [];
  let left = mostCharacters;
  for (const part of parts) {
    const forms = typeof part === 'string' ? [part] : [part.whole, part.short];
    const form = forms.find(({ length }) => length <= left);
    if (form === undefined) continue;
    left -= form.length;
    kept.push(form);
  }
  if (kept.length === parts.length) return kept;
  return [...kept, 'Some of it is too long for a comment: run `npm run preview` to see it.'];
}
