import { describe, expect, it } from 'vitest';
import { fields, fileOf, header, judge, line, outcomes, quoted } from './given.ts';

const totals = (file: ReturnType<typeof judge>): number =>
  file.tally.accepted + Object.values(file.tally.cleanup).reduce((sum, count) => sum + count, 0);

describe('a line that stands', () => {
  it('becomes an entry with the dates of the list', () => {
    const file = judge(fileOf([line()]));
    const [first] = file.lines;
    expect(first).toMatchObject({
      kind: 'stands',
      line: 2,
      claim: {
        number: 'S4MR00001',
        authority: { id: 'us-army', level: 'agency' },
        subject: { kind: 'organisation', name: 'EXAMPLE SUPPLY, INC.' },
        ground: 'other-serious-cause',
        measures: ['procurement-exclusion', 'nonprocurement-exclusion'],
        from: '2019-03-01',
        until: '2022-02-28',
      },
    });
    expect(file.tally).toMatchObject({
      physicalLines: 2,
      header: 1,
      lines: 1,
      accepted: 1,
      over: 1,
      cleanup: {},
    });
  });

  it('may last exactly the three years that the rule allows, and no day longer', () => {
    const file = judge(
      fileOf([
        line({ active: '02/28/2019', termination: '02/28/2022', 'sam-number': 'A' }),
        line({ active: '02/28/2019', termination: '03/01/2022', 'sam-number': 'B' }),
      ]),
    );
    expect(outcomes(file)).toEqual(['accepted', 'term-longer-than-allowed']);
    const [, second] = file.lines;
    expect(second?.kind === 'cleanup' && second.findings[0].refusal).toMatchObject({
      rule: 'entry.term',
      citation: 'FAR 9.406-4(a)(1)',
      lawful: ['A last day not after 2022-02-28.'],
    });
  });
});

describe('a line that does not stand names why, with the rule', () => {
  const reasons: [string, Readonly<Record<string, string>>, string][] = [
    ['a body outside the procurement rules', { agency: 'HHS' }, 'other-bodys-law'],
    ['nonprocurement only', { program: 'NonProcurement' }, 'other-bodys-law'],
    ['a statute of its own', { type: 'Prohibition/Restriction' }, 'other-bodys-law'],
    ['a code of another law', { 'ct-code': 'R' }, 'other-bodys-law'],
    ['proceedings still pending', { type: 'Ineligible (Proceedings Pending)' }, 'not-decided'],
    ['no body at all', { agency: '' }, 'no-basis'],
    ['a body nobody knows', { agency: 'XYZ' }, 'unknown-body'],
    ['an agreement', { type: 'Voluntary Exclusion' }, 'no-basis'],
    ['no end', { termination: 'Indefinite' }, 'term-longer-than-allowed'],
    ['no first day', { active: '' }, 'no-start'],
    [
      'an end before its beginning',
      { active: '03/01/2019', termination: '02/01/2019' },
      'contradictory-dates',
    ],
    [
      'past its own last day on the day of the list',
      { active: '01/01/2017', termination: '12/31/2019' },
      'term-past',
    ],
    ['not begun', { active: '12/01/2026', termination: '12/01/2027' }, 'not-begun'],
    ['no identifier but a name', { uei: '', duns: '' }, 'unidentified'],
    ['fewer identifiers than the law wants', { duns: '' }, 'unidentified'],
    ['identifiers and no name', { name: '' }, 'unidentified'],
    ['an identifier that cannot be one', { uei: 'ABC!' }, 'broken-line'],
    ['a name longer than the list has them', { name: 'X'.repeat(201) }, 'broken-line'],
    ['begun after the day of the list', { active: '03/01/2020', termination: '02/28/2022' }, 'not-begun'],
    ['a word that is not on the list', { classification: 'Company' }, 'unknown-value'],
    ['a date that does not exist', { active: '02/30/2019' }, 'broken-line'],
    ['a date in another form', { active: '2019-03-01' }, 'broken-line'],
    ['a column filled that is always blank', { status: 'Active' }, 'broken-line'],
    ['a required column left blank', { 'sam-number': '' }, 'broken-line'],
    ['a field of unbelievable length', { comments: 'x'.repeat(20_001) }, 'broken-line'],
  ];
  it.each(reasons)('%s', (_what, change, reason) => {
    const file = judge(fileOf([line(change)]));
    expect(outcomes(file)).toEqual([reason]);
    const [first] = file.lines;
    expect(first?.kind === 'cleanup' && first.findings[0].refusal.citation.length).toBeGreaterThan(3);
    expect(totals(file)).toBe(file.tally.lines);
  });

  it('never repeats what the line says', () => {
    const file = judge(fileOf([line({ classification: 'SECRETIVE', active: 'PRIVATE' })]));
    expect(JSON.stringify(file.lines.map((each) => each.kind === 'cleanup' && each.findings))).not.toMatch(
      /SECRETIVE|PRIVATE/,
    );
  });
});

describe('entries that the list carries twice', () => {
  it('are taken over once', () => {
    const file = judge(fileOf([line(), line(), line({ 'sam-number': 'S4MR00002' })]));
    expect(outcomes(file)).toEqual(['accepted', 'possible-duplicate', 'accepted']);
  });

  it('are taken over once also under another number of the same body', () => {
    const again = line({ 'sam-number': 'S4MR00002', uei: 'ZA1BCD2EF3G4', duns: '602181153' });
    expect(outcomes(judge(fileOf([line(), again])))).toEqual(['accepted', 'possible-duplicate']);
  });

  it('are two entries where an identifier tells their subjects apart, though they share another', () => {
    const [one, other] = ['A', 'B'].map((number) => line({ 'sam-number': number, cage: 'TE353' }));
    expect(outcomes(judge(fileOf([one ?? '', other ?? ''])))).toEqual(['accepted', 'accepted']);
  });

  it('are not taken over where they contradict each other', () => {
    const file = judge(fileOf([line(), line({ termination: '02/27/2022' })]));
    expect(outcomes(file)).toEqual(['contradicting-lines', 'contradicting-lines']);
  });

  it('are two entries where two bodies made them', () => {
    expect(outcomes(judge(fileOf([line(), line({ agency: 'NAVY' })])))).toEqual(['accepted', 'accepted']);
  });
});

describe('the form of the file', () => {
  it('a lost quotation mark breaks its own line only', () => {
    const lost = line({ 'sam-number': 'LOST' }).replace('"1 MAIN STREET"', '"1 MAIN STREET');
    expect(outcomes(judge(fileOf([line(), lost, line({ 'sam-number': 'NEXT' })])))).toEqual([
      'accepted',
      'broken-line',
      'accepted',
    ]);
  });

  it('a quotation mark left open at the end of the file breaks the last line only', () => {
    const open = line({ 'sam-number': 'OPEN' }).slice(0, -1);
    expect(outcomes(judge([quoted(header), line(), open].join('\n')))).toEqual(['accepted', 'broken-line']);
  });

  it('a line feed within quotation marks belongs to its record, and its lines are counted', () => {
    const file = judge(fileOf([line({ comments: 'one\ntwo\nthree' }), line({ 'sam-number': 'B' })], '\n'));
    expect(outcomes(file)).toEqual(['accepted', 'accepted']);
    expect(file.tally).toMatchObject({ physicalLines: 5, header: 1, continuation: 2, lines: 2 });
    expect(file.lines.map((each) => each.line)).toEqual([2, 5]);
  });

  it('too many and too few fields', () => {
    const shifted = quoted(['extra', ...fields()]);
    expect(outcomes(judge(fileOf([shifted, quoted(fields().slice(1)), '', '   '])))).toEqual([
      'broken-line',
      'broken-line',
      'broken-line',
      'broken-line',
    ]);
  });

  it.each([
    ['a byte order mark', `\uFEFF${fileOf([line()])}`],
    ['line feeds alone', fileOf([line()], '\n')],
    ['carriage returns alone', fileOf([line()], '\r')],
    ['no line feed at the end', fileOf([line()]).trimEnd()],
    [
      'no quotation marks where none are needed',
      [header.join(','), fields({ name: 'EXAMPLE' }).join(',')].join('\n'),
    ],
  ])('may have %s', (_what, content) => {
    expect(outcomes(judge(content))).toEqual(['accepted']);
  });

  it('reads UTF-8, and each line that is not in the encoding of the mapping', () => {
    const text = fileOf([line({ name: 'CAFÉ UTF' }), line({ name: 'CAFÉ LATIN', 'sam-number': 'B' })]);
    const latin = Buffer.from('"CAFÉ LATIN"', 'latin1');
    const bytes = Buffer.from(text);
    const at = bytes.indexOf('"CAFÉ LATIN"');
    const mixed = Buffer.concat([bytes.subarray(0, at), latin, bytes.subarray(at + latin.length + 1)]);
    const file = judge(mixed);
    expect(file.tally.encoding).toEqual({ utf8: 2, other: 1 });
    expect(file.lines.map((each) => each.kind === 'stands' && each.claim.subject.name)).toEqual([
      'CAFÉ UTF',
      'CAFÉ LATIN',
    ]);
  });

  it('finds columns by their names, in any order, and says which it does not know', () => {
    const order = [...header.keys()].reverse();
    const reorder = (values: readonly string[]): string =>
      quoted([...order.map((index) => values[index] ?? ''), 'x']);
    const file = judge([reorder(header).replace('"x"', '"Remarks"'), reorder(fields())].join('\n'));
    expect(outcomes(file)).toEqual(['accepted']);
    expect(file.tally.ignoredColumns).toEqual(['Remarks']);
  });

  it('knows the names of the later layout', () => {
    const later = header.map(
      (name) =>
        ({
          'D&B Open Data Flag': 'Open Data Flag',
          'Unique Entity Identifier (DUNS)': 'Blank (Deprecated)',
          'Unique Entity Identifier (SAM)': 'Unique Entity ID',
          Creation_Date: 'Creation Date',
        })[name] ?? name,
    );
    expect(outcomes(judge([quoted(later), line()].join('\n')))).toEqual(['accepted']);
  });

  it('without a header takes nothing over, and counts every line', () => {
    const file = judge([line(), line({ 'sam-number': 'B' })].join('\n'));
    expect(file.tally).toMatchObject({ header: 0, lines: 2, accepted: 0, cleanup: { 'no-header': 2 } });
    expect(file.tally.problem).toMatch(/not a header/);
  });

  it('without a header takes the order of the mapping where it is told to', () => {
    const file = judge([line(), line({ 'sam-number': 'B' })].join('\n'), { headerless: true });
    expect(outcomes(file)).toEqual(['accepted', 'accepted']);
  });

  it('with a header that lacks a column takes nothing over', () => {
    const without = header.filter((name) => name !== 'Excluding Agency');
    const file = judge([quoted(without), line()].join('\n'));
    expect(file.tally).toMatchObject({ header: 1, lines: 1, cleanup: { 'no-header': 1 } });
    expect(file.tally.problem).toMatch(/"Excluding Agency"/);
  });

  it('empty, it has no lines and a problem', () => {
    expect(judge('').tally).toMatchObject({
      physicalLines: 0,
      lines: 0,
      accepted: 0,
      problem: 'The file is empty.',
    });
  });

  it('may be in UTF-16, which its first bytes tell', () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(fileOf([line()]), 'utf16le')]);
    expect(outcomes(judge(bytes))).toEqual(['accepted']);
  });

  it('may begin with empty lines, each of which is a broken one, and have a line feed in the name of a column', () => {
    const broken = quoted(header.map((name) => name.replace('Additional Comments', 'Additional\nComments')));
    const file = judge(['', '  ', broken, line()].join('\n'));
    expect(outcomes(file)).toEqual(['broken-line', 'broken-line', 'accepted']);
    expect(file.lines.map((each) => each.line)).toEqual([1, 2, 5]);
    expect(file.tally).toMatchObject({
      physicalLines: 5,
      header: 1,
      continuation: 1,
      lines: 3,
      problem: null,
    });
  });
});

describe('a list that lives in virtual time', () => {
  it('is judged on its own day: nothing of it is over by now, and nothing in its future has begun', () => {
    const file = judge(fileOf([line(), line({ active: '03/01/2020', 'sam-number': 'B' })]), {
      virtual: { from: null },
    });
    expect(outcomes(file)).toEqual(['accepted', 'not-begun']);
    expect(file.tally.over).toBe(0);
  });
});

describe('the day the list is of', () => {
  const past = line({ active: '01/01/2017', termination: '12/31/2019', created: '2018-01-01' });

  it('judges the same whether it is told or stands in the name', () => {
    const lines = fileOf([line(), line({ active: '03/01/2020', 'sam-number': 'B' })]);
    const [told, named] = [judge(lines, { asOf: '2020-02-18', name: 'x.csv' }), judge(lines)];
    expect(outcomes(told)).toEqual(outcomes(named));
    expect(told.tally.over).toBe(named.tally.over);
  });

  it.each([
    ['is told', { asOf: '2019-06-01', name: 'x.csv' }, { day: '2019-06-01', from: 'told' }],
    ['stands in the name', { name: 'list-2019-152.csv' }, { day: '2019-06-01', from: 'name' }],
    [
      'stands in the name of an extract',
      { name: 'SAM_Exclusions_Public_Extract_V2_19152.CSV' },
      { day: '2019-06-01', from: 'name' },
    ],
    ['is that of its newest line', { name: 'x.csv' }, { day: '2018-01-01', from: 'lines' }],
  ])('%s', (_what, bring, asOf) => {
    const file = judge(fileOf([past]), bring);
    expect(file.tally.asOf).toEqual(asOf);
    expect(outcomes(file)).toEqual(['accepted']);
  });
});
