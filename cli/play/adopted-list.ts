import { addDays, atLocalTime } from '../../domain/calendar/local-time.ts';
import type { Claims, Client, Reply } from './api-client.ts';
import { messageOf } from './api-client.ts';
import { atOnce } from './at-once.ts';
import type { ListedFirm } from './exclusion-list.ts';
import { memberOf, textOf } from './json-value.ts';
import type { Regime } from './regime.ts';
import { settled } from './settled.ts';

/** A line of the list that has become a case. */
export type AdoptedEntry = { readonly firm: ListedFirm; readonly caseId: string };

/** How a case has lived on to the horizon. */
export type LivedEntry = AdoptedEntry & {
  readonly stage: string;
  readonly outcome: string | null;
};

export type NotAdopted = { readonly firm: ListedFirm; readonly why: string };

export type Adoption = {
  readonly regime: Regime;
  /** The public list does not name the cause, so the regime's most general ground stands for it. */
  readonly ground: string;
  readonly measures: readonly string[];
  readonly source: string;
};

const AT_ONCE = 6;
const officer = 'list-officer';

const authorityOf = ({ agency }: ListedFirm): string => agency.toLowerCase();

/** Registers the agencies of the list and takes over its lines as entries, with the list's own dates. */
export async function adoptList(
  client: Client,
  firms: readonly ListedFirm[],
  { regime, ground, measures, source }: Adoption,
  progress: (done: number) => void,
): Promise<{ readonly adopted: readonly AdoptedEntry[]; readonly refused: readonly NotAdopted[] }> {
  const agencies = [...new Set(firms.map(({ agency }) => agency))];
  await atOnce(agencies, AT_ONCE, (agency) =>
    client.registerAuthority({ id: agency.toLowerCase(), title: agency, level: 'agency' }),
  );
  let done = 0;
  const taken = await atOnce(firms, AT_ONCE, async (firm): Promise<AdoptedEntry | NotAdopted> => {
    const reply = await client.ask({
      method: 'POST',
      path: client.operations.get('adopt-entry')?.path ?? '/v1/entries',
      claims: { roles: ['caseworker'], subject: officer, authority: authorityOf(firm) },
      body: {
        regime: regime.regime,
        version: regime.version,
        subject: { kind: 'organisation', name: firm.name, identifiers: firm.identifiers },
        ground,
        measures,
        from: firm.from,
        until: firm.until,
        source,
        sandbox: true,
      },
    });
    progress((done += 1));
    return adoptedOf(firm, reply);
  });
  return {
    adopted: taken.flatMap((each) => ('caseId' in each ? each : [])),
    refused: taken.flatMap((each) => ('why' in each ? each : [])),
  };
}

function adoptedOf(firm: ListedFirm, reply: Reply): AdoptedEntry | NotAdopted {
  if (reply.kind !== 'answered') return { firm, why: messageOf(reply) };
  const caseId = textOf(memberOf(reply.body, 'caseId'));
  return caseId === undefined ? { firm, why: 'the answer names no case' } : { firm, caseId };
}

/**
 * Lets every entry live until the horizon, or until the day after its own last day. Then its recipients acknowledge the
 * retraction. Nobody else does anything: what ends, ends by itself.
 */
export async function liveOn(
  client: Client,
  entries: readonly AdoptedEntry[],
  { regime, horizon }: { readonly regime: Regime; readonly horizon: string },
  progress: (done: number) => void,
): Promise<readonly LivedEntry[]> {
  let done = 0;
  return atOnce(entries, AT_ONCE, async (entry) => {
    const { until } = entry.firm;
    const last = until === null || until >= horizon ? horizon : addDays(until, 1);
    const noon = new Date(atLocalTime(last, '12:00', regime.timezone)).toISOString();
    if (Date.parse(noon) > Date.now()) await client.advance(entry.caseId, noon);
    const seen = await settled(client, entry.caseId);
    const holders = seen.removal?.recipients.filter(({ acknowledgedAt }) => acknowledgedAt === null) ?? [];
    for (const { id } of holders) {
      // oxlint-disable-next-line no-await-in-loop -- the rulings of one case come one after the other anyway
      await acknowledge(client, entry.caseId, id);
    }
    const { stage, outcome } = holders.length > 0 ? await client.readCase(entry.caseId) : seen;
    progress((done += 1));
    return { ...entry, stage, outcome };
  });
}

async function acknowledge(client: Client, caseId: string, recipient: string): Promise<void> {
  const claims: Claims = { roles: ['recipient'], subject: `${recipient}-desk`, recipient };
  await client.ask({
    method: 'POST',
    path: `/v1/cases/${caseId}/retractions/${recipient}/acknowledgement`,
    claims,
    body: {},
  });
}
