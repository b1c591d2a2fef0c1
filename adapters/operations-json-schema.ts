import { toJsonSchema } from '@valibot/to-json-schema';
import { OfferedOperationSchema } from '../core/dashboards/assist/offered.ts';
import { ColorSchema, EncodingSchema } from '../core/dashboards/spec.ts';
import { PlanSchema, TimeRangeSchema } from '../core/plan/schema.ts';

/** The shape of an operation on a dashboard, as a language model is told it. Its checks are those of every edit. */
export const operationsJsonSchema = (): object =>
  withoutPatterns(
    toJsonSchema(OfferedOperationSchema, {
      typeMode: 'input',
      errorMode: 'ignore',
      target: 'draft-2020-12',
      definitions: { plan: PlanSchema, timeRange: TimeRangeSchema, encoding: EncodingSchema, color: ColorSchema },
    }),
  );

/** Patterns of visible text are long, and every token is paid for. Those of ids, names and dates are short and stay. */
const longestPattern = 60;

const withoutPatterns = (schema: object): object =>
  JSON.parse(JSON.stringify(schema), (key, value) =>
    key === 'pattern' && typeof value === 'string' && value.length > longestPattern ? undefined : value,
  );
