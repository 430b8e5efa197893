import { randomUUID } from 'node:crypto';
import { rule, type SubjectData } from '../../db/commands/rule.ts';
import { county, measures, requests } from './people.ts';
import type { World } from './world.ts';

let entries = 0;

/** An entry of an existing list of the county, as an approved import takes it over; about another subject each time. */
export async function adopted(
  { deps }: World,
  {
    subject,
    sandbox = true,
    from = '2026-01-01',
    until = '2027-12-31',
  }: {
    readonly subject?: Partial<SubjectData>;
    readonly sandbox?: boolean;
    readonly from?: string;
    readonly until?: string;
  } = {},
): Promise<string> {
  entries += 1;
  const caseId = `c${randomUUID().replaceAll('-', '').slice(0, 20)}`;
  const about: SubjectData = {
    ...requests.opening().subject,
    kind: 'organisation',
    identifiers: [
      {
        scheme: 'unified-social-credit-code',
        value: entries === 1 ? '91330100MA2TEST01X' : `91330100LIST${entries}`,
      },
      { scheme: 'registration-number', value: `33010000005${entries}` },
    ],
    ref: `s${entries}`,
    ...subject,
  };
  const result = await rule(deps.bench, {
    commandId: `adopt/${caseId}`,
    caseId,
    actor: { kind: 'engine' },
    request: caseId,
    command: () => ({
      type: 'adopt-entry',
      authority: { id: county, level: 'county', superior: 'city-mr', regimes: ['cn-market-list'] },
      subject: {
        ref: about.ref,
        kind: about.kind,
        identifiers: about.identifiers.map(({ scheme }) => scheme),
        minor: false,
      },
      ground: 'food-safety',
      measures,
      from,
      until,
      source: 'list-of-2026',
      takenOverOn: new Date().toISOString().slice(0, 10),
      approvedBy: ['list-officer', 'list-supervisor'],
    }),
    opening: { regime: 'cn-market-list', version: '2021-09-01', subject: about, sandbox },
  });
  if (result.kind !== 'ruled') throw new Error(JSON.stringify(result));
  return caseId;
}
