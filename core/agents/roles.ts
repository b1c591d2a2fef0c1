import roles from './roles.data.json' with { type: 'json' };

/**
 * What a thing of a model is to an agent. `field` is a field that names or dates things; `value` a number of each row,
 * a field or an expression over fields of a row; `measure` a total: a metric, a field (which is added up) or an
 * aggregate expression; `condition` keeps rows.
 */
export type RoleKind = 'field' | 'value' | 'measure' | 'condition';

export interface Role {
  readonly kind: RoleKind;
  /** Completes “The model does not say what is …”. */
  readonly title: string;
}

export type RoleName = keyof typeof roles;

/** The parts that things of a model can play for agents, as the extension `roles` of a model names them. */
export const ROLES = roles as Readonly<Record<RoleName, Role>>;

export const isRoleName = (name: string): name is RoleName => Object.hasOwn(ROLES, name);
