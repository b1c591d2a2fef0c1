import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { isSophiaError } from '../core/errors.ts';
import { compileQuery, parseSemanticQuery } from '../core/semantic/compile/compile.ts';
import { formatFault } from '../core/semantic/model/format-fault.ts';
import type { ModelFault } from '../core/semantic/model/types.ts';
import { parseYaml } from '../core/semantic/model/yaml.ts';
import { readQuery } from '../core/semantic/query/read-query.ts';
import { readResolved } from '../core/semantic/read-models.ts';
import { emitText } from '../core/sql/emit.ts';
import type { DialectName } from '../core/sql/nodes.ts';

const help = `Prints the SQL of a semantic query.

  npm run --silent ossie -- sql --model FILE --query-file FILE [--dialect duckdb|trino|redshift]

SQL goes to standard output; errors, each with its code, to standard error with exit code 1.
`;

const dialects: readonly string[] = ['duckdb', 'trino', 'redshift'] satisfies readonly DialectName[];
const isDialect = (name: string): name is DialectName => dialects.includes(name);

async function sql(modelFile: string, queryFile: string, dialect: DialectName): Promise<string> {
  const model = readResolved({ file: modelFile, text: await readFile(modelFile, 'utf8') }, parseYaml);
  const query = readQuery(JSON.parse(await readFile(queryFile, 'utf8')));
  return emitText(compileQuery(parseSemanticQuery(query, model), model).query, dialect);
}

/** One line an error; a faulty model has one a fault. */
function told(error: unknown): string {
  if (!isSophiaError(error)) return error instanceof Error ? error.message : String(error);
  if (error.code !== 'model.invalid') return `${error.code}: ${error.message}`;
  return (error.details as { faults: readonly ModelFault[] }).faults.map(formatFault).join('\n');
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      model: { type: 'string' },
      'query-file': { type: 'string' },
      dialect: { type: 'string', default: 'duckdb' },
      help: { type: 'boolean', default: false },
    },
  });
  const { model, dialect, 'query-file': queryFile } = values;
  if (values.help) process.stdout.write(help);
  else if (positionals[0] !== 'sql' || !model || !queryFile || !isDialect(dialect)) throw new Error(help);
  else process.stdout.write(`${await sql(model, queryFile, dialect)}\n`);
} catch (error) {
  process.stderr.write(`${told(error)}\n`);
  process.exitCode = 1;
}
