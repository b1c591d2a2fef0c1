import type { FieldInfo } from '../catalogue.ts';
import type { Flag } from '../flags.ts';
import type { State } from './state.ts';

/** What a field says for yes and for no, where it is one or the other of each thing. */
export const flagOf = ({ values }: Pick<State, 'values'>, field: FieldInfo): Flag | undefined =>
  field.kind === 'boolean' ? { yes: true, no: false } : values.flags.get(field.id);
