import type { Band, Diagram, Flow, Lane, Node, Point } from './diagram.ts';
import type { Law } from './sketch.ts';

/** A diagram as one SVG image that needs nothing else. */
export function svg(diagram: Diagram): string {
  const { width, height, bands, nodes, flows, title, subtitle } = diagram;
  const foot = height + 30;
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${foot}" width="${width}" height="${foot}" role="img" aria-label="${escaped(title)}">
<style>
text{font-family:system-ui,-apple-system,"Segoe UI","Noto Sans","Noto Sans CJK SC",sans-serif;font-size:12.5px;fill:#1c2430}
.title{font-size:20px;font-weight:650}.sub{font-size:12.5px;fill:#5a6675}
.band{fill:none;stroke:#b9c2cd}.lane{fill:#fff;stroke:#dde3ea}.lane.odd{fill:#f8fafb}.lane-name{font-weight:600;fill:#445063}
.task{fill:#fff;stroke:#2b4a75;stroke-width:1.4}.subject .task{fill:#eef5ff}.recipients .task{fill:#f0f9f2;stroke:#2f6b46}.above .task{fill:#fdf5e9;stroke:#8a5a15}
.round{fill:#fff;stroke:#2b4a75;stroke-width:1.4}.start{stroke:#2f6b46;stroke-width:2}.end{stroke:#99312c;stroke-width:3.2}.event{stroke-dasharray:3 2}
.flow{fill:none;stroke:#7b8696;stroke-width:1.3}.flow-name{font-size:11px;fill:#445063}
.hand{stroke:#2b4a75;stroke-width:1.3;fill:none}.small{font-size:11px}.time{font-size:11.5px;font-weight:600}.cite{font-size:9.5px;fill:#6b7685}
.halo{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}
</style>
<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L10 5L0 10z" fill="#7b8696"/></marker></defs>
<rect width="${width}" height="${foot}" fill="#fff"/>
<text class="title" x="20" y="34">${escaped(title)}</text>
<text class="sub" x="20" y="56">${escaped(subtitle)}</text>
${bands.map(drawBand).join('\n')}
${flows.map(drawWay).join('\n')}
${nodes.map(drawNode).join('\n')}
${flows.map(drawName).filter(Boolean).join('\n')}
${legend(foot - 12)}
</svg>
`;
}

function drawBand({ lanes, x, y, width, height }: Band): string {
  return `${lanes.map(drawLane).join('\n')}\n<rect class="band" x="${x}" y="${y}" width="${width}" height="${height}" rx="3"/>`;
}

function drawLane({ name, x, y, width, height }: Lane, index: number): string {
  const lines = wrapped(name, 13);
  const first = y + height / 2 + 4 - ((lines.length - 1) * 15) / 2;
  return `<rect class="lane${index % 2 === 1 ? ' odd' : ''}" x="${x}" y="${y}" width="${width}" height="${height}"/>
${lines.map((line, at) => `<text class="lane-name" x="${x + 14}" y="${first + at * 15}">${escaped(line)}</text>`).join('')}`;
}

function drawWay({ points }: Flow): string {
  const path = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  return `<path class="flow" d="${path}" marker-end="url(#arrow)"/>`;
}

function drawName({ points, name }: Flow): string {
  return name === undefined ? '' : nameAt(points, name);
}

function nameAt([first, second]: readonly Point[], name: string): string {
  if (first === undefined || second === undefined) return '';
  const y = first.x === second.x ? first.y + Math.sign(second.y - first.y) * 11 + 4 : first.y - 6;
  return `<text class="flow-name halo" x="${first.x + 7}" y="${y}">${escaped(name)}</text>`;
}

function drawNode(node: Node): string {
  const { kind, who, x, y, width, height } = node;
  const middle = { x: x + width / 2, y: y + height / 2 };
  const shape = isTask(kind)
    ? `<rect class="task" x="${x}" y="${y}" width="${width}" height="${height}" rx="9"/>`
    : kind === 'gateway' || kind === 'choice'
      ? `<path class="round" d="M${middle.x} ${y}L${x + width} ${middle.y}L${middle.x} ${y + height}L${x} ${middle.y}z"/>`
      : `<circle class="round ${kind}" cx="${middle.x}" cy="${middle.y}" r="${width / 2}"/>`;
  const hands =
    kind === 'timer'
      ? `<circle class="hand" cx="${middle.x}" cy="${middle.y}" r="${width / 2 - 4}"/><path class="hand" d="M${middle.x} ${middle.y - 8}V${middle.y}L${middle.x + 6} ${middle.y + 3}"/>`
      : kind === 'choice'
        ? `<circle class="hand" cx="${middle.x}" cy="${middle.y}" r="${width / 4}"/>`
        : '';
  return `<g class="${who}">${shape}${hands}${nameOf(node, middle)}${clockOf(node, middle)}</g>`;
}

const isTask = (kind: Node['kind']): boolean => kind === 'task' || kind === 'receive';

function nameOf({ kind, name, y, height }: Node, middle: Point): string {
  const inside = isTask(kind) || kind === 'gateway';
  const lines = wrapped(name, isTask(kind) ? 21 : 24);
  const step = isTask(kind) ? 15 : 13;
  const first = inside ? middle.y + 4 - ((lines.length - 1) * step) / 2 : y + height + 14;
  const style = isTask(kind) ? '' : inside ? ' class="small"' : ' class="small halo"';
  return lines
    .map(
      (line, index) =>
        `<text${style} text-anchor="middle" x="${middle.x}" y="${first + index * step}">${escaped(line)}</text>`,
    )
    .join('');
}

/** The time that a step may take, under it, with how well it is known. */
function clockOf({ kind, clock, name, y, height }: Node, middle: Point): string {
  if (clock === undefined) return '';
  const task = isTask(kind);
  const below = y + height + 14 + (task ? 0 : wrapped(name, 24).length * 13);
  const cite = clock.cite.length > 30 ? `${clock.cite.slice(0, 29)}…` : clock.cite;
  const sign = `<tspan class="small" fill="${colour(clock)}">${signOf(clock)}</tspan>`;
  const time = task
    ? `<tspan class="time">${escaped(clock.text)}</tspan> ${sign}`
    : `${sign} <tspan class="cite">${escaped(cite)}</tspan>`;
  const second = task
    ? `<text class="cite halo" text-anchor="middle" x="${middle.x}" y="${below + 12}">${escaped(cite)}</text>`
    : '';
  return `<text class="halo" text-anchor="middle" x="${middle.x}" y="${below}">${time}</text>${second}`;
}

type Evidence = Pick<Law, 'status' | 'practice'>;

function signOf({ status, practice }: Evidence): string {
  return practice ? '◇' : { 'verified-text': '●', secondary: '◐', unverified: '○' }[status];
}

function colour({ status, practice }: Evidence): string {
  return practice
    ? '#2563a8'
    : { 'verified-text': '#2f7d4f', secondary: '#b07a12', unverified: '#b3362f' }[status];
}

function legend(y: number): string {
  const marks: readonly (readonly [Evidence, string])[] = [
    [{ status: 'verified-text', practice: false }, 'the text was read'],
    [{ status: 'secondary', practice: false }, 'reported by others'],
    [{ status: 'unverified', practice: false }, 'open: nobody has read it'],
    [{ status: 'unverified', practice: true }, 'house practice, not law'],
  ];
  return marks
    .map(
      ([evidence, meaning], index) =>
        `<text class="small" x="${24 + index * 180}" y="${y}"><tspan fill="${colour(evidence)}">${signOf(evidence)}</tspan> ${meaning}</text>`,
    )
    .join('');
}

/** Breaks a name into lines of about `width` letters. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Text as XML takes it. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
