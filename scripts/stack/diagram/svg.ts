import { type Box, connect, height, type Line, type Point, place, width } from './layout.ts';
import type { Part } from './parts.ts';

/** Colours of light and dark pages; the picture brings its own ground, so that it can be read on any. */
const style = `
  svg { font-family: system-ui, 'Segoe UI', Helvetica, Arial, sans-serif; }
  .page { fill: #ffffff; } .box { fill: #f6f8fa; stroke: #8c959f; }
  text { fill: #1f2328; font-size: 14px; } .title { font-size: 17px; font-weight: 600; }
  .head { font-size: 22px; font-weight: 600; } .muted { fill: #57606a; font-size: 13px; }
  .line { fill: none; stroke-width: 1.75; } .tip { stroke: none; }
  .c0 { stroke: #0969da; } .t0 { fill: #0969da; } .c1 { stroke: #8250df; } .t1 { fill: #8250df; }
  .c2 { stroke: #1a7f37; } .t2 { fill: #1a7f37; } .c3 { stroke: #9a6700; } .t3 { fill: #9a6700; }
  .c4 { stroke: #cf222e; } .t4 { fill: #cf222e; } .c5 { stroke: #57606a; } .t5 { fill: #57606a; }
  @media (prefers-color-scheme: dark) {
    .page { fill: #0d1117; } .box { fill: #161b22; stroke: #6e7681; }
    text { fill: #e6edf3; } .muted { fill: #9da7b3; }
    .c0 { stroke: #4493f8; } .t0 { fill: #4493f8; } .c1 { stroke: #ab7df8; } .t1 { fill: #ab7df8; }
    .c2 { stroke: #3fb950; } .t2 { fill: #3fb950; } .c3 { stroke: #d29922; } .t3 { fill: #d29922; }
    .c4 { stroke: #f85149; } .t4 { fill: #f85149; } .c5 { stroke: #9da7b3; } .t5 { fill: #9da7b3; }
  }`;

const colours = 6;

/** The picture of a stack, the same for the same parts, byte for byte. */
export function svgOf(parts: readonly Part[], stack: string): string {
  const boxes = place(parts);
  const lines = connect(boxes);
  const sources = [...new Set(lines.map(({ from }) => from))];
  const description = boxes.map(({ part }) => `${part.name}: ${part.lines.join(', ')}`).join('; ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">Components of the stack ${escaped(stack)}</title>`,
    `<desc id="description">${escaped(description)}</desc>`,
    `<style>${style}\n</style>`,
    `<rect class="page" width="${width}" height="${height}" rx="12"/>`,
    `<text class="head" x="40" y="50">The stack ${escaped(stack)}, by its components</text>`,
    '<text class="muted" x="40" y="74">Drawn from the resources that the program registers. A line leads from what asks to what is asked.</text>',
    ...boxes.filter(isReached).map(reached),
    ...lines.map(line => drawn(line, sources.indexOf(line.from) % colours)),
    ...boxes.map(box => boxed(box)),
    '</svg>',
    '',
  ].join('\n');
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** What comes from outside. */
const callers: Readonly<Record<string, string>> = {
  'sophia:api:OrchestratorApi': 'programs',
  'sophia:compute:DashboardService': 'people, in a browser',
};
const isReached = ({ part }: Box): boolean => part.type in callers;

function reached({ part, x, y, width: wide }: Box): string {
  const middle = x + wide / 2;
  const from = { x: middle, y: y - 42 };
  return [
    `<text class="muted" x="${n(middle)}" y="${n(y - 48)}" text-anchor="middle">${callers[part.type]}</text>`,
    `<path class="line c5" d="M ${n(from.x)} ${n(from.y)} L ${n(middle)} ${n(y - 8)}"/>`,
    tip({ x: middle, y }, 'down', 5),
  ].join('');
}

/** Coordinates with one decimal. */
const n = (value: number): string => String(Math.round(value * 10) / 10);

type Heading = 'up' | 'down' | 'left' | 'right';

function drawn({ start, end, across }: Line, colour: number): string {
  const heading: Heading = across ? (end.x > start.x ? 'right' : 'left') : end.y > start.y ? 'down' : 'up';
  const [dx, dy] = { up: [0, 1], down: [0, -1], left: [1, 0], right: [-1, 0] }[heading] as [number, number];
  const reach = across ? Math.abs(end.x - start.x) / 2 : Math.abs(end.y - start.y) / 2;
  const stop = { x: end.x + dx * 8, y: end.y + dy * 8 };
  const [one, two] = [bent(start, -dx * reach, -dy * reach), bent(stop, dx * reach, dy * reach)];
  const path = `M ${n(start.x)} ${n(start.y)} C ${one} ${two} ${n(stop.x)} ${n(stop.y)}`;
  return `<path class="line c${colour}" d="${path}"/>${tip(end, heading, colour)}`;
}

const bent = ({ x, y }: Point, dx: number, dy: number): string => `${n(x + dx)} ${n(y + dy)}`;

/** The head of an arrow whose point is here. */
function tip({ x, y }: Point, heading: Heading, colour: number): string {
  const [dx, dy] = { up: [0, 1], down: [0, -1], left: [1, 0], right: [-1, 0] }[heading] as [number, number];
  const base = { x: x + dx * 10, y: y + dy * 10 };
  const points = [
    [x, y],
    [base.x + dy * 5, base.y + dx * 5],
    [base.x - dy * 5, base.y - dx * 5],
  ];
  return `<polygon class="tip t${colour}" points="${points.map(([px, py]) => `${n(px!)},${n(py!)}`).join(' ')}"/>`;
}

const lineHeight = 19;
/** Wide enough for most letters at this size. */
const letterWidth = 7.6;

function boxed(box: Box): string {
  const { part, x, y, width: wide, height: high } = box;
  const kind = `${part.type.split(':').at(-1)}${part.inNetwork && box.row !== 'ground' ? ', in the network' : ''}`;
  const most = Math.floor((high - 66) / lineHeight);
  const lines = wrapped(part.lines.join(', '), Math.floor((wide - 28) / letterWidth), most);
  return [
    `<g><rect class="box" x="${n(x)}" y="${n(y)}" width="${n(wide)}" height="${n(high)}" rx="8"/>`,
    `<text class="title" x="${n(x + 14)}" y="${n(y + 27)}">${escaped(part.name)}</text>`,
    `<text class="muted" x="${n(x + 14)}" y="${n(y + 46)}">${escaped(kind)}</text>`,
    ...lines.map(
      (line, index) => `<text x="${n(x + 14)}" y="${n(y + 71 + index * lineHeight)}">${escaped(line)}</text>`,
    ),
    '</g>',
  ].join('\n');
}

/** Words in lines of so many letters; what doesn't fit ends in three dots. */
function wrapped(text: string, letters: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1]!.slice(0, letters - 2)} …`];
}
