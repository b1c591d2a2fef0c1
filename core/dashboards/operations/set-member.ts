import type { DashboardSpec } from '../spec.ts';
import { specMember, tileMember } from './members.ts';
import type { Operation } from './schema.ts';
import { compact, tileOf, withTile } from './tiles.ts';

interface Applied {
  readonly spec: DashboardSpec;
  readonly inverse: Operation;
}

export type TileMemberKind = keyof typeof tileMember;
export type SpecMemberKind = keyof typeof specMember;
type TileMemberOperation = Extract<Operation, { kind: TileMemberKind }>;
type SpecMemberOperation = Extract<Operation, { kind: SpecMemberKind }>;

export const isTileMember = (operation: Operation): operation is TileMemberOperation => operation.kind in tileMember;
export const isSpecMember = (operation: Operation): operation is SpecMemberOperation => operation.kind in specMember;

/** The schema of the operation has checked that the value is one of its member. */
export function setTileMember(spec: DashboardSpec, operation: TileMemberOperation): Applied {
  const { kind, tile_id, value } = operation;
  const tile = tileOf(spec, tile_id);
  const member = tileMember[kind];
  return {
    spec: withTile(spec, compact({ ...tile, [member]: value ?? undefined })),
    inverse: { kind, tile_id, value: tile[member] ?? null } as Operation,
  };
}

export function setSpecMember(spec: DashboardSpec, operation: SpecMemberOperation): Applied {
  const { kind, value } = operation;
  const member = specMember[kind];
  return {
    spec: compact({ ...spec, [member]: value ?? undefined }),
    inverse: { kind, value: spec[member] ?? null } as Operation,
  };
}
