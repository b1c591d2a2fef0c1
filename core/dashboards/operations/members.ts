import * as v from 'valibot';
import { DashboardSpecSchema, IdSchema, TileSchema } from '../spec.ts';

/**
 * Operations that set one member of a tile or of the dashboard: `value: null` takes it away. They are alike, so
 * they are a table: the name of the operation, the member, and the member's own schema.
 */
const tileOperation = <const K extends string, S extends v.GenericSchema>(kind: K, value: S) =>
  v.strictObject({ kind: v.literal(kind), tile_id: IdSchema, value: v.nullable(value) });
const tileText = <const K extends string, S extends v.GenericSchema>(kind: K, value: S) =>
  v.strictObject({ kind: v.literal(kind), tile_id: IdSchema, value });
const specOperation = <const K extends string, S extends v.GenericSchema>(kind: K, value: S) =>
  v.strictObject({ kind: v.literal(kind), value: v.nullable(value) });
const specText = <const K extends string, S extends v.GenericSchema>(kind: K, value: S) =>
  v.strictObject({ kind: v.literal(kind), value });

const tile = TileSchema.entries;
const spec = DashboardSpecSchema.entries;

/** By operation, the member that it sets. */
export const tileMember = {
  retitleTile: 'title',
  describeTile: 'description',
  restyleTile: 'style',
  changeEncoding: 'encoding',
  setComparison: 'comparison',
  setSparkline: 'sparkline',
  setTarget: 'target',
  setAnnotations: 'annotations',
  setTileTime: 'time',
  setTileRefresh: 'refresh',
  setDrillPath: 'drill',
  setText: 'text',
} as const;

export const specMember = {
  retitle: 'title',
  describe: 'description',
  setFolder: 'folder',
  setPersonas: 'personas',
  setTheme: 'theme',
  setTime: 'time',
  setRefresh: 'refresh',
  setFeatures: 'features',
  setFilters: 'filters',
} as const;

export const tileMembers = {
  schemas: [
    tileText('retitleTile', tile.title),
    tileOperation('describeTile', tile.description.wrapped),
    tileOperation('restyleTile', tile.style.wrapped),
    tileOperation('changeEncoding', tile.encoding.wrapped),
    tileOperation('setComparison', tile.comparison.wrapped),
    tileOperation('setSparkline', tile.sparkline.wrapped),
    tileOperation('setTarget', tile.target.wrapped),
    tileOperation('setAnnotations', tile.annotations.wrapped),
    tileOperation('setTileTime', tile.time.wrapped),
    tileOperation('setTileRefresh', tile.refresh.wrapped),
    tileOperation('setDrillPath', tile.drill.wrapped),
    tileOperation('setText', tile.text.wrapped),
  ],
} as const;

export const specMembers = {
  schemas: [
    specText('retitle', spec.title),
    specOperation('describe', spec.description.wrapped),
    specOperation('setFolder', spec.folder.wrapped),
    specOperation('setPersonas', spec.personas.wrapped),
    specText('setTheme', spec.theme.wrapped),
    specOperation('setTime', spec.time.wrapped),
    specOperation('setRefresh', spec.refresh.wrapped),
    specText('setFeatures', spec.features.wrapped),
    specText('setFilters', spec.filters.wrapped),
  ],
} as const;
