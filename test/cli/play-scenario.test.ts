import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../cli/play/read-scenario.ts';
import { scenarioJsonSchema } from '../../cli/play/scenario-json-schema.ts';

const samples = new URL('../../samples/', import.meta.url);

const head = `title: A case
regime: cn-market-list
authorities: [{ id: city-a, title: City A, level: city }]
persons:
  chen: { roles: [caseworker], authority: city-a }
opening:
  by: chen
steps:
`;

const problemsOf = (text: string): string[] => {
  const parsed = parseScenario(text, 'a.yaml');
  return parsed.kind === 'read'
    ? []
    : parsed.problems.map(({ file, line, message }) => `${file}:${line} ${message}`);
};

describe('parseScenario', () => {
  it('reads every kind of step', () => {
    const parsed = parseScenario(
      `${head}  - { do: publish, by: chen, at: { caseId: c1 }, with: {}, expect: { stage: listed } }
  - { wait: 5 working days, note: slowly }
  - until: 2022-03-01
  - until: notice.response ends
  - { until: petition.accept reaches before-1, expect: { register: absent } }
  - expect: { refused: [a, b], clocks: { x: absent, y: 2022-01-01, z: { due: null } } }
  - note: A remark.
`,
      'a.yaml',
    );
    expect(parsed).toMatchObject({
      kind: 'read',
      read: { scenario: { opening: { do: 'open-case' }, steps: { length: 7 } } },
    });
  });

  it('knows the line of each value, for telling what was not as expected', () => {
    const parsed = parseScenario(
      `${head}  - do: publish\n    by: chen\n    expect:\n      stage: listed\n`,
      'a.yaml',
    );
    if (parsed.kind !== 'read') throw new Error('not read');
    const { lineOf } = parsed.read;
    expect(lineOf(['steps', 0, 'expect', 'stage'])).toBe(12);
    expect(lineOf(['steps', 0, 'expect', 'outcome'])).toBe(11);
    expect(lineOf(['nowhere'])).toBe(1);
  });

  it.each([
    [
      'a field that does not exist',
      '  - { wait: 5 days, by: chen }\n',
      'a.yaml:9 steps.1.by: "by" is not a field here',
    ],
    ['a missing field', '  - do: publish\n', 'a.yaml:9 steps.1.by: is missing'],
    [
      'a length nobody can read',
      '  - wait: a while\n',
      'a.yaml:9 steps.1.wait: say it like "5 working days", "18 months" or "1 year 2 days"',
    ],
    [
      'an end of no clock',
      '  - until: later\n',
      'a.yaml:9 steps.1.until: say a date, an instant, "<clock> ends" or "<clock> reaches <rung>"',
    ],
    [
      'somebody who is not introduced',
      '  - { do: publish, by: wu }\n',
      'a.yaml:9 "wu" is not one of the persons: chen',
    ],
    ['broken YAML', '  - note: [\n', 'a.yaml:10'],
    ['a key twice', '  - { note: a, note: b }\n', 'a.yaml:9 Map keys must be unique'],
  ])('tells file and line of %s', (_, steps, problem) => {
    expect(problemsOf(head + steps).join('\n')).toContain(problem);
  });

  it.each([
    ['an act without a person', '  - { do: publish, with: {} }\n', 'a.yaml:9 steps.1.by: is missing'],
    [
      'an act without a person that expects something',
      '  - { do: publish, with: {}, expect: { refused: x } }\n',
      'a.yaml:9 steps.1.by: is missing',
    ],
    ['a step that is none', '  - { what: this }\n', 'a.yaml:9 steps.1.note: is missing'],
    [
      'an opening written as an act',
      '  - { do: open-case, by: chen }\n',
      'a.yaml:9 a further case is opened by `open: <a short name>`',
    ],
    [
      'a case that was not opened',
      '  - { do: publish, by: chen, case: other }\n',
      'a.yaml:9 no step before has opened a case "other"',
    ],
    [
      'a case that is opened twice',
      '  - { open: other, by: chen }\n  - { open: other, by: chen }\n',
      'a.yaml:10 there is a case "other" already',
    ],
    [
      'a value that was not kept',
      '  - { do: publish, by: chen, with: { a: "see ${letter}" } }\n',
      'a.yaml:9 ${letter}: no step before has kept that, and no case is called so',
    ],
    [
      'actions of nobody',
      '  - expect: { actions: { wu: { publish: possible } } }\n',
      'a.yaml:9 "wu" is not one of the persons: chen',
    ],
    [
      'a purpose that is none',
      '  - { do: get-case, by: chen, purpose: To See }\n',
      'a.yaml:9 steps.1.purpose: a purpose is lower case letters',
    ],
  ])('tells file and line of %s', (_, steps, problem) => {
    expect(problemsOf(head + steps).join('\n')).toContain(problem);
  });

  it('knows what is kept, from the step that keeps it', () => {
    const keeps =
      '  - { do: publish, by: chen, keep: { seen: answer.seq }, expect: { case: { seq: "${seen}" } } }\n';
    expect(
      problemsOf(`${head}${keeps}  - { open: other, by: chen, with: { linkedTo: "\${first}" } }
  - { do: publish, by: chen, case: other, at: { caseId: "\${other}" }, with: { a: "\${seen}" } }\n`),
    ).toEqual([]);
  });

  it('opens no case in the future', () => {
    const on = (startsAt: string): string[] => {
      const parsed = parseScenario(
        `startsAt: ${startsAt}\n${head}  - note: x\n`,
        'a.yaml',
        new Date('2026-11-25T02:00Z'),
      );
      return parsed.kind === 'read' ? [] : parsed.problems.map(({ line, message }) => `${line} ${message}`);
    };
    expect(on('2026-11-25')).toEqual([]);
    expect(on('2026-11-25T02:00:00Z')).toEqual([]);
    const message = 'is in the future: a case opens today or earlier, and then lives on';
    expect(on('2026-11-27')).toEqual([`1 2026-11-27 ${message}`]);
    expect(on('2026-11-25T02:00:01Z')).toEqual([`1 2026-11-25T02:00:01Z ${message}`]);
  });

  it.each([
    ['is nobody', 'dee: { is: wu }'],
    ['is oneself', 'dee: { is: dee }'],
    ['is another alias', 'dee: { is: lee }\n  lee: { is: chen }'],
    ['stands in for nobody', 'dee: { roles: [reviewer], onBehalfOf: wu }'],
    ['has no role', 'dee: { authority: city-a }'],
  ])('refuses a person who %s', (_, person) => {
    const text = `${head.replace('opening:', `  ${person}\nopening:`)}  - note: x\n`;
    const parsed = parseScenario(text, 'a.yaml');
    expect(parsed).toMatchObject({ kind: 'broken', problems: [{ line: 6 }] });
  });

  it('tells all problems at once', () => {
    expect(
      problemsOf(`${head}  - { wait: long }\n  - { do: publish, by: nobody }\n  - { wait: longer }\n`),
    ).toHaveLength(2);
  });

  it('refuses a person of an authority that is not introduced', () => {
    expect(problemsOf(`${head.replace('authority: city-a', 'authority: city-b')}  - note: x\n`)).toEqual([
      'a.yaml:5 "city-b" is not one of the authorities',
    ]);
  });
});

describe('the samples', () => {
  const files = readdirSync(samples).filter((name) => name.endsWith('.yaml'));

  it.each(files)('%s can be read', (name) => {
    const parsed = parseScenario(readFileSync(new URL(name, samples), 'utf8'), name);
    expect(parsed).toMatchObject({ kind: 'read' });
  });

  it('are written as docs/scenarios.md says: its example is one', () => {
    const page = readFileSync(new URL('../../docs/scenarios.md', import.meta.url), 'utf8');
    const example = /```yaml\n([^]*?)```/u.exec(page)?.[1] ?? '';
    expect(parseScenario(example, 'docs/scenarios.md')).toMatchObject({
      kind: 'read',
      read: { scenario: { steps: { length: 5 } } },
    });
  });

  it('come with the schema that the reader uses (amends play --schema)', () => {
    const published: unknown = JSON.parse(readFileSync(new URL('scenario.schema.json', samples), 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(scenarioJsonSchema())));
  });
});
