import schema from './plan-schema.data.json' with { type: 'json' };

/**
 * The shape of a plan, as a language model is told it: written by `npm run plan-schema` from the schema that plans are
 * read by, so that no function has to. What JSON Schema can't say, the checks of the plan do.
 */
export const planJsonSchema = (): object => schema;
