/** A JSON Schema as plain data. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** Keywords that models of API Gateway know and that mean the same there. */
const known = new Set(
  ['type description enum minLength maxLength pattern minimum maximum minItems maxItems required'.split(' ')].flat(),
);

/**
 * A schema as a model of API Gateway, which knows less: what it doesn't know is let through and left to the function,
 * which checks everything again. A model never refuses what the schema allows.
 */
export function requestModel(schema: JsonSchema): JsonSchema {
  if (isOpen(schema)) return {};
  const model: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (known.has(keyword)) model[keyword] = value;
    if (keyword === 'properties') model[keyword] = mapValues(value as Record<string, JsonSchema>);
    if (keyword === 'items' && isSchema(value)) model[keyword] = requestModel(value);
    if (keyword === 'additionalProperties') model[keyword] = isSchema(value) ? requestModel(value) : value;
  }
  return model;
}

/** Alternatives and values that may be null: the gateway's reader of OpenAPI knows no type null. */
const isOpen = ({ type, anyOf, oneOf, allOf, nullable, $ref }: JsonSchema): boolean =>
  nullable === true || Array.isArray(type) || type === 'null' || [anyOf, oneOf, allOf, $ref].some(Boolean);

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const mapValues = (schemas: Record<string, JsonSchema>) =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, requestModel(schema)]));
