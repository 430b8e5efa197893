import type { EvidenceStatus } from './cited.ts';
import type { ClockEvent, ClockRule, Pack } from './pack.ts';
import { effectText, lengthText, titleIn } from './phrases.ts';

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

type Who = 'subject' | 'authority' | 'above' | 'recipients';

type NodeKind = 'start' | 'end' | 'task' | 'timer' | 'gateway' | 'event';

export type Node = Box & {
  readonly id: string;
  readonly kind: NodeKind;
  readonly band: string;
  readonly who: Who;
  readonly name: string;
  /** The clock that runs here, with its law. */
  readonly clock?: Law;
};

export type Law = {
  readonly text: string;
  readonly cite: string;
  readonly status: EvidenceStatus;
  readonly practice: boolean;
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
  gateway: { width: 92, height: 54 },
  start: { width: 34, height: 34 },
  end: { width: 34, height: 34 },
  timer: { width: 38, height: 38 },
  event: { width: 34, height: 34 },
};

/** Where a step stands: its lane, its column, and its row within the lane. */
type Step = {
  readonly id: string;
  readonly kind: NodeKind;
  readonly who: Who;
  readonly name: string;
  readonly at: number;
  readonly row?: number;
  readonly clock?: Law | undefined;
};

type Way = {
  readonly from: string;
  readonly to: string;
  readonly name?: string;
  readonly leave?: 'up' | 'down';
};

type Sketch = {
  readonly id: string;
  readonly name: string;
  readonly steps: readonly Step[];
  readonly ways: readonly Way[];
};

/** Draws the procedure as the pack states it: steps that the regime does not know are left out. */
export function diagramOf(pack: Pack, language: string): Diagram {
  const sketches = [listing(pack), removal(pack)];
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

function layOut(sketch: Sketch, pack: Pack, y: number, width: number): Band {
  const lanes: Lane[] = [];
  let at = y;
  for (const who of ['subject', 'authority', 'above', 'recipients'] as const) {
    const steps = sketch.steps.filter((step) => step.who === who);
    if (steps.length === 0) continue;
    const height = (Math.max(...steps.map((step) => step.row ?? 0)) + 1) * row + 14;
    lanes.push({ id: `${sketch.id}-${who}`, name: laneName(who, pack), who, x: 20, y: at, width, height });
    at += height;
  }
  return { id: sketch.id, name: sketch.name, lanes, x: 20, y, width, height: at - y };
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

/** From the instrument to the listing decision. */
function listing(pack: Pack): Sketch {
  const { review, notice, interim } = pack;
  const steps: Step[] = [];
  const ways: Way[] = [];
  const link = (from: string, to: string, options: Omit<Way, 'from' | 'to'> = {}): void => {
    ways.push({ from, to, ...options });
  };
  let at = 0;
  steps.push(
    { id: 'opened', kind: 'start', who: 'authority', name: 'Instrument has effect', at },
    {
      id: 'determine',
      kind: 'task',
      who: 'authority',
      name: 'Record the determination',
      at: (at += 1),
      clock: running(pack, ['case-opened']),
    },
    {
      id: 'notify',
      kind: 'task',
      who: 'authority',
      name: 'Serve prior notice, prove service',
      at: (at += 1),
    },
  );
  link('opened', 'determine');
  link('determine', 'notify');
  const term =
    interim &&
    pack.clocks[
      interim.automaticOn === 'decision' ? (interim.byDecision?.term ?? interim.term) : interim.term
    ];
  if (interim && term) {
    const when = interim.automaticOn === 'notice-sent' ? 'with the notice' : 'by decision';
    steps.push({
      id: 'interim',
      kind: 'event',
      who: 'authority',
      name: `Interim measure ${when}`,
      at,
      row: 1,
      clock: law(term),
    });
    link('notify', 'interim', { leave: 'down' });
  }
  at += 1;
  steps.push({
    id: 'respond',
    kind: 'task',
    who: 'subject',
    name: notice.waiver.allowed ? 'Respond, or waive' : 'Respond',
    at,
  });
  link('notify', 'respond');
  const window = Object.values(pack.clocks).find((rule) => rule.lapse.effect === 'record-closes');
  if (window) {
    const name = `${lengthText(window)}: ${effectText('record-closes')}`;
    steps.push({ id: 'window', kind: 'timer', who: 'authority', name, at, clock: law(window) });
    link('notify', 'window');
  }
  let heard = 'respond';
  if (notice.hearing) {
    steps.push({ id: 'hear', kind: 'task', who: 'subject', name: 'Hearing, on request', at: (at += 1) });
    link('respond', 'hear');
    heard = 'hear';
  }
  steps.push({
    id: 'close',
    kind: 'task',
    who: 'authority',
    name: 'Close the record, answer the responses',
    at: (at += 1),
  });
  link(heard, 'close');
  if (window) link('window', 'close');
  let before = 'close';
  if (review.recommendation) {
    steps.push({ id: 'recommend', kind: 'task', who: 'above', name: 'Recommend', at: (at += 1) });
    link(before, 'recommend');
    before = 'recommend';
  }
  steps.push(
    {
      id: 'decide',
      kind: 'task',
      who: 'authority',
      name: decisionName(pack),
      at: (at += 1),
      clock: running(pack, ['record-closed', 'response-received', 'recommendation-made']),
    },
    { id: 'list', kind: 'gateway', who: 'authority', name: 'List?', at: (at += 1) },
    { id: 'refused', kind: 'end', who: 'authority', name: 'Not listed', at, row: 1 },
  );
  link(before, 'decide');
  link('decide', 'list');
  link('list', 'refused', { name: 'no', leave: 'down' });
  before = 'list';
  let name: string | undefined = 'yes';
  const next = (step: Omit<Step, 'at'>): void => {
    steps.push({ ...step, at: (at += 1) });
    link(before, step.id, name === undefined ? {} : { name });
    before = step.id;
    name = undefined;
  };
  if (review.consent)
    next({
      id: 'consent',
      kind: 'task',
      who: 'above',
      name: `Consent, for ${review.consent.levels.join(' and ')}`,
    });
  if (review.standstill) {
    const rule = Object.values(pack.clocks).find(({ lapse }) => lapse.effect === 'standstill-ends');
    next({ id: 'serve-decision', kind: 'task', who: 'authority', name: 'Notify the decision' });
    next({
      id: 'standstill',
      kind: 'timer',
      who: 'authority',
      name: rule ? `Standstill: ${lengthText(rule)}` : 'Standstill',
      clock: rule && law(rule),
    });
  }
  next({ id: 'listed', kind: 'end', who: 'authority', name: 'Listed' });
  return { id: 'listing', name: 'From determination to listing', steps, ways };
}

/** From the entry to its removal, everywhere. */
function removal(pack: Pack): Sketch {
  const { petition, entry, publication } = pack;
  const steps: Step[] = [{ id: 'entered', kind: 'start', who: 'authority', name: 'Listed', at: 0, row: 1 }];
  const ways: Way[] = [];
  let at = 0;
  const delay = publication.delay === undefined ? undefined : pack.clocks[publication.delay];
  if (delay) {
    steps.push({
      id: 'delay',
      kind: 'timer',
      who: 'authority',
      name: `Publication after ${lengthText(delay)}`,
      at: (at += 1),
      row: 1,
      clock: law(delay),
    });
    ways.push({ from: 'entered', to: 'delay' });
  }
  steps.push(
    {
      id: 'publish',
      kind: 'task',
      who: 'authority',
      name: 'Enter, publish and deliver',
      at: (at += 1),
      row: 1,
      clock: running(pack, ['listed']),
    },
    { id: 'received', kind: 'event', who: 'recipients', name: 'Entry received', at },
    { id: 'standing', kind: 'gateway', who: 'authority', name: 'Entry stands', at: (at += 1), row: 1 },
  );
  ways.push(
    { from: delay ? 'delay' : 'entered', to: 'publish' },
    { from: 'publish', to: 'received' },
    { from: 'publish', to: 'standing' },
  );
  at += 1;
  const term = pack.clocks[entry.term];
  const end = entry.endIsMinimum ? 'least term' : 'term ends';
  steps.push(
    {
      id: 'term',
      kind: 'timer',
      who: 'authority',
      name: term ? `${term.chosen ? 'up to ' : ''}${lengthText(term)}: ${end}` : end,
      at: at + 1,
      row: 1,
      clock: term && law(term),
    },
    { id: 'basis', kind: 'event', who: 'authority', name: 'Basis falls', at: at + 1, row: 2 },
  );
  ways.push({ from: 'standing', to: 'term' }, { from: 'standing', to: 'basis', leave: 'down' });
  if (petition.allowed) {
    const earliest = petition.notBefore;
    steps.push(
      {
        id: 'petition',
        kind: 'task',
        who: 'subject',
        name: 'Petition for repair',
        at,
        clock: earliest
          ? { ...law(earliest), text: `from ${lengthText(earliest)} after ${earliest.from}` }
          : undefined,
      },
      {
        id: 'accept',
        kind: 'task',
        who: 'authority',
        name: 'Accept, or ask once to complete',
        at,
        clock: running(pack, ['petition-filed'], 'accept'),
      },
      {
        id: 'decide-petition',
        kind: 'task',
        who: 'authority',
        name: petition.verification.differentPerson ? 'Decide, by another person' : 'Decide on the petition',
        at: at + 1,
        clock: running(pack, ['petition-accepted', 'petition-filed'], 'decide'),
      },
      { id: 'granted', kind: 'gateway', who: 'authority', name: 'Granted?', at: at + 2 },
    );
    ways.push(
      { from: 'standing', to: 'petition', leave: 'up' },
      { from: 'petition', to: 'accept' },
      { from: 'accept', to: 'decide-petition' },
      { from: 'decide-petition', to: 'granted' },
      { from: 'granted', to: 'standing', name: 'no' },
      { from: 'granted', to: 'remove', name: 'yes', leave: 'down' },
    );
  }
  at += 3;
  steps.push(
    {
      id: 'remove',
      kind: 'task',
      who: 'authority',
      name: 'Remove: unpublish, lift, retract',
      at,
      row: 1,
      clock: running(pack, ['removal-began']),
    },
    {
      id: 'acknowledge',
      kind: 'task',
      who: 'recipients',
      name: 'Acknowledge, each recipient',
      at,
      clock: running(pack, ['retraction-sent']),
    },
    { id: 'closed', kind: 'end', who: 'recipients', name: 'Closed, or escalated and named', at: at + 1 },
  );
  ways.push(
    { from: 'term', to: 'remove' },
    { from: 'basis', to: 'remove' },
    { from: 'remove', to: 'acknowledge' },
    { from: 'acknowledge', to: 'closed' },
  );
  return { id: 'removal', name: 'From entry to removal', steps, ways };
}

function decisionName({ review }: Pack): string {
  const major = [review.legalReview && 'legal review', review.collective && 'together'].filter(
    (part) => part !== undefined,
  );
  return major.length === 0
    ? 'Decide on the listing, by another person'
    : `Decide; if major: ${major.join(', ')}`;
}

const notObligations: readonly string[] = [
  'term-ends',
  'minimum-ends',
  'measure-ends',
  'none',
  'standstill-ends',
  'interim-ends',
];

/** The obligation that runs while a step is done: the clock that one of the events starts. */
function running(pack: Pack, events: readonly ClockEvent[], named?: string): Law | undefined {
  for (const event of events) {
    const found = Object.entries(pack.clocks).filter(
      ([key, rule]) =>
        rule.from.includes(event) &&
        !notObligations.includes(rule.lapse.effect) &&
        (named === undefined || key.endsWith(named)),
    );
    const [first] = found;
    if (first) return law(first[1]);
  }
  return undefined;
}

function law(rule: Pick<ClockRule, 'amount' | 'unit' | 'cite' | 'status' | 'practice'>): Law {
  const { cite, status, practice } = rule;
  return { text: lengthText(rule), cite, status, practice: practice === true };
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
    const over = from.y - 16;
    // Beside the tip of the gateway, where another way leaves it.
    const aside = { x: b.x + to.width / 4, y: to.y + to.height / 4 };
    return [{ x: a.x, y: from.y }, { x: a.x, y: over }, { x: aside.x, y: over }, aside];
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
