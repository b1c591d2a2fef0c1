// What checkov found in a stack, against what docs/security.md accepts and where: `findings.mjs FOUND.json STACK`.
// Prints what is not accepted there and what is accepted and found no more; the exit code is 1 for either, and for too many.
import { readFileSync } from 'node:fs';

const [file, stack] = process.argv.slice(2);
const tooMany = 12;

/** Rows of the table: `| `CHECK` | what it is: `name`, `*-name` | why it stays |`. */
const accepted = readFileSync(new URL('../docs/security.md', import.meta.url), 'utf8')
  .split('\n## Scanner findings that are accepted\n')[1]
  .split('\n## ')[0]
  .split('\n')
  .map(line => /^\| `(CKV2?_AWS_\d+)` +\|([^|]+)\|/.exec(line))
  .filter(row => row !== null)
  .map(([, id, places]) => ({ id, places: [...places.matchAll(/`([\w*-]+)`/g)].map(([, place]) => place) }));

const { results, summary } = JSON.parse(readFileSync(file, 'utf8'));
const found = results.failed_checks.map(({ check_id: id, check_name: check, resource }) => ({
  id,
  check,
  name: resource.split('.').at(-1).replace(`sophia-${stack}-`, ''),
}));
const isAt = (name, place) => new RegExp(`^${place.replaceAll('*', '.+')}$`).test(name);

const unexplained = found.filter(
  ({ id, name }) => !accepted.some(row => row.id === id && row.places.some(place => isAt(name, place))),
);
const stale = accepted.flatMap(({ id, places }) =>
  places.filter(place => !found.some(one => one.id === id && isAt(one.name, place))).map(place => `${id} at ${place}`),
);
console.log(`${summary.passed} checks passed, ${summary.failed} failed, of ${summary.resource_count} resources`);
for (const { id, check, name } of unexplained)
  console.log(`not accepted in docs/security.md: ${id} at ${name}: ${check}`);
for (const place of stale) console.log(`accepted in docs/security.md, and not found any more: ${place}`);
console.log(`${accepted.length} kinds of findings are accepted, fewer than ${tooMany} may be`);
process.exitCode = unexplained.length + stale.length > 0 || accepted.length >= tooMany ? 1 : 0;
