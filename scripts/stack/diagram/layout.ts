import type { Part } from './parts.ts';

export interface Box {
  readonly part: Part;
  readonly row: Row;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** From what people reach down to what keeps data, and beside it what watches. */
export type Row = 'entry' | 'work' | 'store' | 'ground';

export const width = 1200;
const margin = 40;
const gap = 24;
const tops: Readonly<Record<Row, number>> = { entry: 150, work: 340, store: 585, ground: 760 };
const boxHeight: Readonly<Record<Row, number>> = { entry: 120, work: 130, store: 135, ground: 165 };
/** Where the last row ends, and a margin. */
export const height = tops.ground + boxHeight.ground + margin;

const rows: Readonly<Record<string, Row>> = {
  'sophia:api:OrchestratorApi': 'entry',
  'sophia:compute:DashboardService': 'entry',
  'sophia:identity:UserDirectory': 'entry',
  'sophia:compute:NodeFunction': 'work',
  'sophia:storage:SessionStore': 'store',
  'sophia:storage:QueryCache': 'store',
  'sophia:data:Lakehouse': 'store',
};
/** It answers and works by itself: it stands beside both rows. */
const tall = 'sophia:compute:DashboardService';
const tallWidth = 300;
/** Neighbours that have to do with each other. */
const order = [
  'api',
  'users',
  'dashboards',
  'query-orchestrator',
  'dashboard-generator',
  'user-migration',
  'store',
  'cache',
  'lake',
];

/** Places each part; one that none of the rows above uses is on the ground, among what watches. */
export function place(parts: readonly Part[]): Box[] {
  const rowOf = (part: Part): Row => {
    const row = rows[part.type] ?? 'ground';
    const used = parts.some(one => rows[one.type] && one.uses.includes(part.name));
    return row === 'work' && !used ? 'ground' : row;
  };
  const byRow = Map.groupBy(parts.toSorted(byOrder), rowOf);
  const hasTall = parts.some(({ type }) => type === tall);
  const boxes: Box[] = [];
  for (const [row, members] of byRow) {
    const beside = hasTall && (row === 'entry' || row === 'work');
    const full = width - 2 * margin - (beside ? tallWidth + gap : 0);
    const wide = members.filter(({ type }) => type !== tall);
    const each = (full - gap * (wide.length - 1)) / wide.length;
    wide.forEach((part, index) => {
      boxes.push({ part, row, x: margin + index * (each + gap), y: tops[row], width: each, height: boxHeight[row] });
    });
    for (const part of members.filter(({ type }) => type === tall)) {
      const bottom = tops.work + boxHeight.work;
      boxes.push({
        part,
        row,
        x: width - margin - tallWidth,
        y: tops.entry,
        width: tallWidth,
        height: bottom - tops.entry,
      });
    }
  }
  return boxes;
}

function byOrder(one: Part, other: Part): number {
  const at = ({ name }: Part) => (order.indexOf(name) + order.length + 1) % (order.length + 1);
  return at(one) - at(other) || (one.name < other.name ? -1 : 1);
}

export interface Line {
  readonly from: Box;
  readonly to: Box;
  readonly start: Point;
  readonly end: Point;
  /** Whether it runs from side to side rather than up or down. */
  readonly across: boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Connection {
  readonly from: Box;
  readonly to: Box;
}

/** Lines between the parts that requests and data pass; what watches says so in words. */
export function connect(boxes: readonly Box[]): Line[] {
  const byName = new Map(boxes.map(box => [box.part.name, box]));
  const connections = boxes
    .filter(({ row }) => row !== 'ground')
    .flatMap(from => from.part.uses.map(name => ({ from, to: byName.get(name) })))
    .filter((one): one is Connection => one.to !== undefined && one.to.row !== 'ground');
  return connections.map(connection => {
    const { from, to } = connection;
    const across = from.row === to.row;
    return { from, to, across, start: port(connection, 'from', connections), end: port(connection, 'to', connections) };
  });
}

type End = 'from' | 'to';
type Side = 'left' | 'right' | 'top' | 'bottom';

function sideOf({ from, to }: Connection, end: End): Side {
  const [self, other] = end === 'from' ? [from, to] : [to, from];
  if (from.row === to.row) return other.x > self.x ? 'right' : 'left';
  return other.y > self.y ? 'bottom' : 'top';
}

/** Where a line meets a box: those of a side stand apart, in the order of where they lead. */
function port(connection: Connection, end: End, all: readonly Connection[]): Point {
  const box = connection[end];
  const side = sideOf(connection, end);
  const others = all
    .flatMap(one => (['from', 'to'] as const).map(at => ({ one, at })))
    .filter(({ one, at }) => one[at] === box && sideOf(one, at) === side)
    .toSorted((a, b) => middle(other(a.one, a.at)) - middle(other(b.one, b.at)));
  const index = others.findIndex(({ one, at }) => one === connection && at === end);
  const part = (index + 1) / (others.length + 1);
  if (side === 'left' || side === 'right') {
    return { x: side === 'left' ? box.x : box.x + box.width, y: tops.entry + boxHeight.entry * (0.25 + part / 2) };
  }
  return { x: box.x + box.width * part, y: side === 'top' ? box.y : box.y + box.height };
}

const other = (connection: Connection, end: End): Box => (end === 'from' ? connection.to : connection.from);
const middle = ({ x, width: wide }: Box): number => x + wide / 2;
