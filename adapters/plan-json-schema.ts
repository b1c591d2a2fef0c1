import { toJsonSchema } from '@valibot/to-json-schema';
import { PlanSchema } from '../core/plan/schema.ts';

/** The shape of a plan, as a language model is told it. What JSON Schema can't say, the checks of the plan do. */
export const planJsonSchema = (): object =>
  toJsonSchema(PlanSchema, { typeMode: 'input', errorMode: 'ignore', target: 'draft-2020-12' });
