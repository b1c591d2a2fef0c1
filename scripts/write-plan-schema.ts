/**
 * Writes adapters/plan-schema.data.json: the shape of a plan as JSON Schema, from the schema that plans are read by. To be
 * run when that changes; a test tells when it was not.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { toJsonSchema } from '@valibot/to-json-schema';
import { PlanSchema } from '../core/plan/schema.ts';

const target = path.resolve(import.meta.dirname, '../adapters/plan-schema.data.json');

export const planSchema = (): object =>
  toJsonSchema(PlanSchema, { typeMode: 'input', errorMode: 'ignore', target: 'draft-2020-12' });

if (import.meta.main) {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help) console.log('Usage: node scripts/write-plan-schema.ts\n\nWrites adapters/plan-schema.data.json.');
  else writeFileSync(target, `${JSON.stringify(planSchema(), null, 2)}\n`);
}
