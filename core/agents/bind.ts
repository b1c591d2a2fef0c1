import { SophiaError } from '../errors.ts';
import { fieldNames, findField, findMetric, mendUnknown } from '../plan/names.ts';
import type { Filter, PlanInput } from '../plan/schema.ts';
import type { SemanticModel } from '../semantic/model/types.ts';
import { isRoleName, ROLES, type RoleName } from './roles.ts';

type MeasureInput = NonNullable<PlanInput['measures']>[number];
type DimensionInput = NonNullable<PlanInput['dimensions']>[number];

/** A model as an agent sees it: its things by the parts they play. */
export interface Roles {
  has(role: RoleName): boolean;
  /** `dataset.field` */
  field(role: RoleName): string;
  /** A dimension of the plan, called by its role. */
  dimension(role: RoleName): DimensionInput;
  /** The dimensions of those roles that the model has. */
  dimensions(...roles: readonly RoleName[]): DimensionInput[];
  /** A measure of the plan, called by its role. */
  measure(role: RoleName): MeasureInput;
  /** A total as an expression, to be put into others. */
  total(role: RoleName): string;
  /** A number or date of each row, to be put into expressions. */
  value(role: RoleName): string;
  /** The condition; none where the model does not narrow. */
  conditions(role: RoleName): Filter[];
  /** How numbers of a role are shown. */
  shown(role: RoleName): Shown;
}

/** Unit and format of a number, as the model declares them. */
export interface Shown {
  readonly unit?: string | undefined;
  readonly format?: string | undefined;
  readonly decimals?: number | undefined;
}

/** The roles that a model declares. Whether they hold what they say is the compiler's to check, plan by plan. */
export function bindRoles(model: SemanticModel): Roles {
  const declared = model.extension.roles ?? {};
  const text = (role: RoleName): string => {
    const found = declared[role];
    if (found === undefined) throw new Error(`The model has no role ${role}: it must be among the needs.`);
    return found;
  };
  const total = (role: RoleName): string => {
    const named = text(role);
    return findField(model, named) ? `SUM(${named})` : named;
  };
  const roles: Roles = {
    has: role => declared[role] !== undefined,
    field: text,
    dimension: role => ({ field: text(role), name: role }),
    dimensions: (...wanted) => wanted.filter(roles.has).map(roles.dimension),
    measure: role => {
      const named = text(role);
      return findMetric(model, named) ? { name: role, metric: named } : { name: role, expression: total(role) };
    },
    total,
    value: text,
    shown: role => {
      const { unit, format, decimals } =
        (findMetric(model, text(role)) ?? findField(model, text(role))?.field)?.extension ?? {};
      return { unit, format, decimals };
    },
    conditions: role => (roles.has(role) ? [{ expression: text(role) }] : []),
  };
  return roles;
}

/** The roles of a list that a model does not declare. */
export const missingRoles = (model: SemanticModel, needs: readonly RoleName[]): RoleName[] =>
  needs.filter(role => model.extension.roles?.[role] === undefined);

/** @throws SophiaError model.invalid with every role that no agent knows, and every name that the model has not */
export function checkRoles(model: SemanticModel): void {
  const faults = Object.entries(model.extension.roles ?? {}).flatMap(([role, text]) => {
    const fault = roleFault(model, role, text);
    return fault ? [{ ...fault, ...model.place, file: model.name, code: 'model.role' }] : [];
  });
  if (faults.length > 0) throw new SophiaError('model.invalid', [], { faults });
}

const isName = (text: string): boolean => /^[A-Za-z_]\w*$/.test(text);
const isFieldName = (text: string): boolean => /^[\w"]+\.[\w"]+$/.test(text);

function roleFault(model: SemanticModel, role: string, text: string): { message: string; mend: string } | undefined {
  if (!isRoleName(role))
    return { message: `No agent knows the role ${role}.`, mend: mendUnknown(role, Object.keys(ROLES)) };
  const { kind } = ROLES[role];
  const unknown = `The role ${role} names ${text}, which the model does not have.`;
  if ((kind === 'field' || isFieldName(text)) && !findField(model, text)) {
    return { message: unknown, mend: mendUnknown(text, fieldNames(model)) };
  }
  if (kind === 'measure' && isName(text) && !findMetric(model, text)) {
    return {
      message: unknown,
      mend: mendUnknown(
        text,
        model.metrics.map(({ name }) => name),
      ),
    };
  }
  return undefined;
}
