import type { Estimate } from '../../../stacks/cost/estimate.ts';
import { type Changes, keepsData } from './changes.ts';
import type { Preview, Result } from './report.ts';
import { treeLines } from './tree.ts';
import { change, costOf, countsOf, differenceText, dollars, onlyPulumiKnows, violationText } from './words.ts';

/** A preview for the terminal. */
export function previewText({ recording, errors, result }: Preview): string {
  const title = `${recording.project}, stack ${recording.stack}`;
  if (!result) return [title, '', 'The program fails:', ...errors.map(error => indented(error)), ''].join('\n');
  return [
    title,
    '',
    ...treeLines(recording.resources, result.against?.changes),
    '',
    ...policyLines(result),
    '',
    ...costLines(result),
    ...(result.against ? ['', ...changeLines(result.against.changes)] : []),
    '',
  ].join('\n');
}

const indented = (text: string): string => text.replaceAll(/^/gm, '  ');

function policyLines({ policies: { policies, violations } }: Result): string[] {
  if (violations.length === 0) return [`Policies: all ${policies.length} hold.`];
  return [`Policies: ${violations.length} violations.`, ...violations.map(one => `  ${violationText(one)}`)];
}

function costLines({ cost, against }: Result): string[] {
  const before = against?.cost;
  const row = (name: string, atRest: number, withUsage: number, difference: string) =>
    `  ${name.padEnd(44)}${dollars(atRest).padStart(12)}${dollars(withUsage).padStart(14)}  ${difference}`.trimEnd();
  const former = (name: string) =>
    before ? change(costOf(name, before.components).atRest, costOf(name, cost.components).atRest) : '';
  return [
    `Cost a month, US dollars${' '.repeat(22)}at rest  with stated use`,
    ...cost.components
      .filter(({ withUsage }) => withUsage > 0)
      .map(({ name, atRest, withUsage }) => row(name, atRest, withUsage, former(name))),
    row('all', cost.atRest, cost.withUsage, before ? change(before.atRest, cost.atRest) : ''),
    ...notPricedLines(cost),
  ];
}

export const notPricedLines = ({ notPriced }: Estimate): string[] =>
  notPriced.map(({ type, names, reason }) => `  not priced: ${type} (${names.join(', ')}): ${reason}`);

function changeLines(changes: Changes): string[] {
  return [
    `Changes: ${countsOf(changes)}.`,
    ...changes.added.map(({ name, type }) => `  + ${name}  ${type}`),
    ...changes.removed.map(one => `  - ${one.name}  ${one.type}${keepsData(one) ? '  WHAT IT KEEPS IS LOST' : ''}`),
    ...changes.changed.flatMap(({ resource, renamedFrom, differences }) => [
      `  ~ ${resource.name}  ${resource.type}${renamedFrom ? `  was ${renamedFrom}` : ''}`,
      ...differences.map(one => `      ${differenceText(one)}`),
    ]),
    ...changes.outputs.map(one => `  output ${differenceText(one)}`),
    `  ${onlyPulumiKnows.replaceAll('`', '')}`,
  ];
}
