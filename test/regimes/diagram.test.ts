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
