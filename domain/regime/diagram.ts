import { entrySketch } from './entry-sketch.ts';
import { listingSketch } from './listing-sketch.ts';
import type { Pack } from './pack.ts';
import { titleIn } from './phrases.ts';
import type { Law, NodeKind, Sketch, Step, Way, Who } from './sketch.ts';

/**
 * The procedure of a pack as a drawing: two bands, from determination to listing and from entry to removal, each with
 * lanes for who acts; shapes on a grid, and the ways between them.
 */
export type Diagram = {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly bands: readonly Band[];
  readonly nodes: readonly Node[];
  readonly flows: readonly Flow[];
  readonly width: number;
  readonly height: number;
};

export type Band = Box & { readonly id: string; readonly name: string; readonly lanes: readonly Lane[] };

export type Lane = Box & { readonly id: string; readonly name: string; readonly who: Who };

export type Node = Box & {
  readonly id: string;
  readonly kind: NodeKind;
  readonly band: string;
  readonly who: Who;
  readonly name: string;
  /** The clock that runs here, with its law. */
  readonly clock?: Law;
};

export type Flow = {
  readonly id: string;
  readonly band: string;
  readonly from: string;
  readonly to: string;
  readonly name?: string;
  readonly points: readonly Point[];
};

export type Point = { readonly x: number; readonly y: number };
type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const column = 184;
const row = 122;
const left = 132;
const top = 80;
const sizes: Readonly<Record<NodeKind, { readonly width: number; readonly height: number }>> = {
  task: { width: 148, height: 66 },
  receive: { width: 148, height: 66 },
  gateway: { width: 92, height: 54 },
  choice: { width: 54, height: 54 },
  start: { width: 34, height: 34 },
  end: { width: 34, height: 34 },
  timer: { width: 38, height: 38 },
  catch: { width: 38, height: 38 },
  event: { width: 34, height: 34 },
};

/** Draws the procedure as the pack states it: steps that the regime does not know are left out. */
export function diagramOf(pack: Pack, language: string): Diagram {
  const sketches = [listingSketch(pack), entrySketch(pack)];
  const columns = Math.max(...sketches.flatMap(({ steps }) => steps.map(({ at }) => at))) + 1;
  const width = left + columns * column + 16;
  const bands: Band[] = [];
  const nodes: Node[] = [];
  let y = top;
  for (const sketch of sketches) {
    const band = layOut(sketch, pack, y, width - 40);
    bands.push(band);
    nodes.push(...sketch.steps.map((step) => place(step, band)));
    y = band.y + band.height + 28;
  }
  const flows = sketches.flatMap(({ id, ways }) =>
    ways.map((way, index): Flow => {
      const { from, to, name } = way;
      const points = route(find(nodes, from), find(nodes, to), way.leave);
      return {
        id: `${id}-flow-${index + 1}`,
        band: id,
        from,
        to,
        ...(name !== undefined && { name }),
        points,
      };
    }),
  );
  const { from, until } = pack.effective;
  return {
    id: `${pack.regime}-${pack.version}`.replaceAll('.', '-'),
    title: titleIn(pack.title, language),
    subtitle: `${pack.regime}@${pack.version}, in force from ${from}${until === null ? '' : ` to ${until}`}`,
    bands,
    nodes,
    flows,
    width,
    height: y - 8,
  };
}

const lanes: readonly Who[] = ['subject', 'authority', 'above', 'recipients'];

function layOut(sketch: Sketch, pack: Pack, y: number, width: number): Band {
  const drawn: Lane[] = [];
  let at = y;
  for (const who of lanes) {
    const steps = sketch.steps.filter((step) => step.who === who);
    if (steps.length === 0) continue;
    const height = (Math.max(...steps.map((step) => step.row ?? 0)) + 1) * row + 14;
    drawn.push({ id: `${sketch.id}-${who}`, name: laneName(who, pack), who, x: 20, y: at, width, height });
    at += height;
  }
  return { id: sketch.id, name: sketch.name, lanes: drawn, x: 20, y, width, height: at - y };
}

function laneName(who: Who, { review }: Pack): string {
  const recommender = review.recommendation?.by.replaceAll('-', ' ') ?? '';
  const above = review.consent
    ? 'Superior authority'
    : recommender.charAt(0).toUpperCase() + recommender.slice(1);
  return { subject: 'Subject', authority: 'Authority', above, recipients: 'Recipients' }[who];
}

function place(step: Step, band: Band): Node {
  const size = sizes[step.kind];
  const lane = band.lanes.find(({ who }) => who === step.who);
  const { id, kind, who, name, clock } = step;
  return {
    id,
    kind,
    band: band.id,
    who,
    name,
    ...(clock && { clock }),
    ...size,
    x: left + step.at * column + (column - size.width) / 2,
    y: (lane?.y ?? 0) + (step.row ?? 0) * row + (row - size.height) / 2 - 6,
  };
}

function find(nodes: readonly Node[], id: string): Node {
  const node = nodes.find((each) => each.id === id);
  if (node === undefined) throw new Error(`the diagram has no node "${id}"`);
  return node;
}

/** A way in right angles: out of one side, turning before the other. */
function route(from: Box, to: Box, leave: Way['leave']): Point[] {
  const [a, b] = [centre(from), centre(to)];
  const rightOf = { x: from.x + from.width, y: a.y };
  const leftOf = { x: to.x, y: b.y };
  if (a.x === b.x) {
    const down = a.y < b.y;
    return [
      { x: a.x, y: down ? from.y + from.height : from.y },
      { x: b.x, y: down ? to.y : to.y + to.height },
    ];
  }
  if (b.x < a.x) {
    // Back, over or under what lies between, and beside the tip of the gateway, where other ways leave it.
    const below = a.y > b.y;
    const out = below ? from.y + from.height : from.y;
    const turn = below ? out + 16 : out - 16;
    const aside = below
      ? { x: b.x - to.width / 4, y: to.y + (to.height * 3) / 4 }
      : { x: b.x + to.width / 4, y: to.y + to.height / 4 };
    return [{ x: a.x, y: out }, { x: a.x, y: turn }, { x: aside.x, y: turn }, aside];
  }
  if (leave !== undefined)
    return [{ x: a.x, y: leave === 'up' ? from.y : from.y + from.height }, { x: a.x, y: b.y }, leftOf];
  if (a.y === b.y) return [rightOf, leftOf];
  const turn = to.x - 18;
  return [rightOf, { x: turn, y: a.y }, { x: turn, y: b.y }, leftOf];
}

function centre({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}
