import type { Band, Diagram, Flow, Node } from './diagram.ts';
import type { Bound } from './pack.ts';
import { escaped } from './svg.ts';

/**
 * A diagram as BPMN 2.0 XML with diagram interchange, for any BPMN tool: each band is a participant with a process of
 * its own, and a message leads from the listing to the entry.
 */
export function bpmn(diagram: Diagram): string {
  const { id, title, bands, nodes, flows } = diagram;
  const message = handover(nodes);
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions-${id}" targetNamespace="urn:amends:regime:${id}">
  <collaboration id="collaboration-${id}" name="${escaped(title)}">
${bands.map((band) => `    <participant id="participant-${band.id}" name="${escaped(band.name)}" processRef="process-${band.id}"/>`).join('\n')}
    <messageFlow id="message-listed" name="listed" sourceRef="listed" targetRef="entered"/>
  </collaboration>
${bands.map((band) => process(band, nodes, flows)).join('\n')}
  <bpmndi:BPMNDiagram id="diagram-${id}">
    <bpmndi:BPMNPlane id="plane-${id}" bpmnElement="collaboration-${id}">
${bands.map(bandShapes).join('\n')}
${nodes.map((node) => shape(node.id, node, node.kind === 'gateway' ? ' isMarkerVisible="true"' : '')).join('\n')}
${flows.map(({ id: flow, points }) => edge(flow, points)).join('\n')}
${edge('message-listed', message)}
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</definitions>
`;
}

function process(band: Band, nodes: readonly Node[], flows: readonly Flow[]): string {
  const within = nodes.filter((node) => node.band === band.id);
  const ways = flows.filter((flow) => flow.band === band.id);
  return `  <process id="process-${band.id}" name="${escaped(band.name)}" isExecutable="false">
    <laneSet id="lanes-${band.id}">
${band.lanes
  .map(
    (lane) => `      <lane id="${lane.id}" name="${escaped(lane.name)}">
${within
  .filter((node) => node.who === lane.who)
  .map((node) => `        <flowNodeRef>${node.id}</flowNodeRef>`)
  .join('\n')}
      </lane>`,
  )
  .join('\n')}
    </laneSet>
${within.map((node) => element(node, ways)).join('\n')}
${ways
  .map(
    ({ id, name, from, to }) =>
      `    <sequenceFlow id="${id}"${name === undefined ? '' : ` name="${escaped(name)}"`} sourceRef="${from}" targetRef="${to}"/>`,
  )
  .join('\n')}
  </process>`;
}

const tags = {
  start: 'startEvent',
  end: 'endEvent',
  task: 'userTask',
  receive: 'receiveTask',
  timer: 'intermediateCatchEvent',
  catch: 'intermediateCatchEvent',
  event: 'intermediateThrowEvent',
  gateway: 'exclusiveGateway',
  choice: 'eventBasedGateway',
} as const;

/** A length as ISO 8601 has it; none where it has no word for it, such as working days. */
function isoDuration({ amount, unit }: Bound): string | undefined {
  const forms: { readonly [U in Bound['unit']]?: string } = {
    hours: `PT${amount}H`,
    'calendar-days': `P${amount}D`,
    weeks: `P${amount}W`,
    months: `P${amount}M`,
    years: `P${amount}Y`,
  };
  return forms[unit];
}

/** One step: its documentation names the time it may take and the law, then come its ways, then what kind of event it is. */
function element(node: Node, flows: readonly Flow[]): string {
  const { id, kind, name, clock } = node;
  const parts = [
    clock &&
      `<documentation>${escaped(`${clock.text} (${clock.cite}; ${clock.practice ? 'house practice' : clock.status})`)}</documentation>`,
    ...flows.filter(({ to }) => to === id).map((flow) => `<incoming>${flow.id}</incoming>`),
    ...flows.filter(({ from }) => from === id).map((flow) => `<outgoing>${flow.id}</outgoing>`),
    kind === 'timer' && timer(id, clock),
    kind === 'catch' && `<messageEventDefinition id="${id}-message"/>`,
  ].filter((part) => typeof part === 'string');
  const body = parts.map((part) => `      ${part}\n`).join('');
  return `    <${tags[kind]} id="${id}" name="${escaped(name)}">\n${body}    </${tags[kind]}>`;
}

/** What ISO 8601 cannot say stands in the documentation alone. */
function timer(id: string, clock: Node['clock']): string {
  const duration = clock && isoDuration(clock.length);
  return duration === undefined
    ? `<timerEventDefinition id="${id}-timer"/>`
    : `<timerEventDefinition id="${id}-timer"><timeDuration xsi:type="tFormalExpression">${duration}</timeDuration></timerEventDefinition>`;
}

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const labelWidth = 30;

function bandShapes(band: Band): string {
  const inner = band.lanes.map((lane) =>
    shape(
      lane.id,
      { ...lane, x: lane.x + labelWidth, width: lane.width - labelWidth },
      ' isHorizontal="true"',
    ),
  );
  return [shape(`participant-${band.id}`, band, ' isHorizontal="true"'), ...inner].join('\n');
}

function shape(of: string, { x, y, width, height }: Box, attributes: string): string {
  return `      <bpmndi:BPMNShape id="shape-${of}" bpmnElement="${of}"${attributes}>
        <dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/>
      </bpmndi:BPMNShape>`;
}

function edge(of: string, points: Flow['points']): string {
  return `      <bpmndi:BPMNEdge id="edge-${of}" bpmnElement="${of}">
${points.map(({ x, y }) => `        <di:waypoint x="${x}" y="${y}"/>`).join('\n')}
      </bpmndi:BPMNEdge>`;
}

/** The way of the message from the end of the first band to the start of the second. */
function handover(nodes: readonly Node[]): Flow['points'] {
  const [from, to] = [nodes.find(({ id }) => id === 'listed'), nodes.find(({ id }) => id === 'entered')];
  if (from === undefined || to === undefined) return [];
  const [a, b] = [from.x + from.width / 2, to.x + to.width / 2];
  const between = to.y - 40;
  return [
    { x: a, y: from.y + from.height },
    { x: a, y: between },
    { x: b, y: between },
    { x: b, y: to.y },
  ];
}
