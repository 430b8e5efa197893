import { describe, expect, it } from 'vitest';
import { bpmn } from '../../domain/regime/bpmn.ts';
import { diagramOf } from '../../domain/regime/diagram.ts';
import { svg } from '../../domain/regime/svg.ts';
import { catalogue } from '../support/law.ts';

const packs = catalogue.all.map(({ id, pack }) => [id, pack] as const);

const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found]) => found ?? '');

describe.each(packs)('the procedure of %s as a drawing', (_id, pack) => {
  const diagram = diagramOf(pack, 'en');

  it('leads from the instrument to the end of the removal', () => {
    const reached = new Set(['opened', 'entered']);
    for (let grown = -1; grown !== reached.size;) {
      grown = reached.size;
      for (const { from, to } of diagram.flows) if (reached.has(from)) reached.add(to);
    }
    expect(diagram.nodes.map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([]);
  });

  it('keeps its shapes apart and within the page', () => {
    for (const one of diagram.nodes) {
      expect(one.x).toBeGreaterThan(0);
      expect(one.x + one.width).toBeLessThan(diagram.width);
      expect(one.y + one.height).toBeLessThan(diagram.height);
      const overlapping = diagram.nodes.filter(
        (other) =>
          other.id !== one.id &&
          one.x < other.x + other.width &&
          other.x < one.x + one.width &&
          one.y < other.y + other.height &&
          other.y < one.y + one.height,
      );
      expect(
        overlapping.map(({ id }) => id),
        one.id,
      ).toEqual([]);
    }
  });

  it('takes one way at a time: nothing but a gateway has more than one way out, and nothing is left hanging', () => {
    const [out, into] = [new Map<string, number>(), new Map<string, number>()];
    for (const { from, to } of diagram.flows) {
      out.set(from, (out.get(from) ?? 0) + 1);
      into.set(to, (into.get(to) ?? 0) + 1);
    }
    for (const { id, kind } of diagram.nodes) {
      const ways = out.get(id) ?? 0;
      if (kind === 'end') expect(ways, id).toBe(0);
      else if (kind === 'gateway' || kind === 'choice') expect(ways, id).toBeGreaterThan(1);
      else expect(ways, id).toBe(1);
      expect((into.get(id) ?? 0) > 0, id).toBe(kind !== 'start');
    }
  });

  it('goes on after a choice by what happens, and after a decision by a way that has a name', () => {
    const kindOf = (id: string) => diagram.nodes.find((node) => node.id === id)?.kind;
    for (const { from, to, name } of diagram.flows) {
      if (kindOf(from) === 'choice') expect(['receive', 'catch', 'timer'], to).toContain(kindOf(to));
      if (kindOf(from) === 'gateway') expect(name, `${from} to ${to}`).toBeDefined();
    }
  });

  it('shows what the regime knows of interim measures, objections, review proceedings and fraud', () => {
    const there = diagram.nodes.map(({ id }) => id);
    const shown = (id: string, known: boolean) => expect(there.includes(id), id).toBe(known);
    const { interim, objection, reviewProceedings, petition } = pack;
    shown('interim', interim?.automaticOn === 'notice-sent');
    shown(
      'interim-decided',
      interim !== undefined && (interim.automaticOn === 'decision' || interim.byDecision !== undefined),
    );
    shown('objection', objection !== undefined);
    shown('proceeding', reviewProceedings.length > 0);
    shown('revoke', petition.allowed && petition.fraud !== undefined);
    if (there.includes('interim-decided')) {
      const at = (id: string) => diagram.nodes.find((node) => node.id === id)?.x ?? 0;
      expect(at('interim-decided')).toBeLessThan(at('notify'));
    }
  });

  it('says lengths as ISO 8601 has them, and only those', () => {
    for (const duration of all(bpmn(diagram), /<timeDuration[^>]*>([^<]*)</g))
      expect(duration).toMatch(/^P(\d+[DWMY]|T\d+H)$/);
  });

  it('is BPMN in which every reference leads somewhere and every element is drawn', () => {
    const xml = bpmn(diagram);
    const ids = all(xml, / id="([^"]+)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    for (const pattern of [
      /sourceRef="([^"]+)"/g,
      /targetRef="([^"]+)"/g,
      /bpmnElement="([^"]+)"/g,
      /processRef="([^"]+)"/g,
      /<incoming>([^<]+)</g,
      /<outgoing>([^<]+)</g,
      /<flowNodeRef>([^<]+)</g,
    ])
      for (const reference of all(xml, pattern)) expect(ids).toContain(reference);
    const drawn = all(xml, /bpmnElement="([^"]+)"/g);
    for (const { id } of [...diagram.nodes, ...diagram.flows]) expect(drawn).toContain(id);
    expect(xml).not.toMatch(/&(?!amp;|lt;|gt;|quot;)/);
  });

  it('is an image with the law and its evidence beside every clock', () => {
    const image = svg(diagram);
    expect(image.startsWith('<?xml')).toBe(true);
    expect(all(image, /<g class="(\w+)"/g).length).toBe(diagram.nodes.length);
    expect(image).toContain('the text was read');
    expect(image).not.toMatch(/NaN|undefined/);
  });
});
