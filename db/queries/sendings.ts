import type { CaseState, Duty } from '../../domain/case/state.ts';
import type { Sql } from '../client.ts';
import type { What } from '../schema/outgoing.ts';

/** One sending that a case owes: its duty, and the documents that the record says were sent. */
export type Sending = {
  readonly state: CaseState;
  readonly sandbox: boolean;
  readonly duty: Duty;
  readonly what: What;
  readonly seq: number;
  readonly documents: readonly string[];
  /** open: to be sent. proven: service is proven already. replaced: sent again since, or come back. */
  readonly standing: 'open' | 'proven' | 'replaced';
};

type SentRow = {
  readonly seq: number;
  readonly type: What;
  readonly payload: {
    readonly document?: { readonly id: string };
    readonly documents?: readonly { readonly document: { readonly id: string } }[];
  };
};

/** The sending of a duty that is still open; undefined once it is closed. */
export async function findSending(
  sql: Sql,
  { caseId, dutyId }: { caseId: string; dutyId: string },
): Promise<Sending | undefined> {
  const [file] = await sql<{ state: CaseState; sandbox: boolean }[]>`
    select state, sandbox from case_file where id = ${caseId}`;
  const duty = file?.state.duties[dutyId];
  if (file === undefined || duty?.document === undefined) return undefined;
  const { id } = duty.document;
  const rows = await sql<SentRow[]>`
    select seq, type, payload from case_event
    where case_id = ${caseId} and type in ('notice-sent', 'decision-sent') order by seq`;
  const own = rows.findLast((row) => idsOf(row).includes(id));
  if (own === undefined) throw new Error('a duty of service names a document that the record never sent');
  const { state, sandbox } = file;
  return {
    state,
    sandbox,
    duty,
    what: own.type,
    seq: own.seq,
    documents: idsOf(own),
    standing: standingOf(state, own, rows),
  };
}

function idsOf({ payload }: SentRow): string[] {
  return [
    ...(payload.document ? [payload.document.id] : []),
    ...(payload.documents ?? []).map((each) => each.document.id),
  ];
}

function standingOf(state: CaseState, own: SentRow, rows: readonly SentRow[]): Sending['standing'] {
  const sent = own.type === 'notice-sent' ? state.notice : state.decisionService;
  if (sent === undefined || rows.some((row) => row.type === own.type && row.seq > own.seq)) return 'replaced';
  return sent.servedOn === undefined ? 'open' : 'proven';
}

/** What becomes of service when a sending comes back: it counts only while no later one has taken its place. */
export async function standingOfSending(
  sql: Sql,
  { caseId, what, sentSeq }: { caseId: string; what: What; sentSeq: number },
): Promise<Sending['standing']> {
  const [row] = await sql<{ latest: number | null; state: CaseState }[]>`
    select (select max(seq) from case_event where case_id = ${caseId} and type = ${what}) as latest, state
    from case_file where id = ${caseId}`;
  const sent = what === 'notice-sent' ? row?.state.notice : row?.state.decisionService;
  if (row?.latest !== sentSeq || sent === undefined) return 'replaced';
  return sent.servedOn === undefined ? 'open' : 'proven';
}
