import type { CaseEvent } from '../../domain/case/events.ts';
import type { CaseState, Duty, Instant } from '../../domain/case/state.ts';
import type { Row, Rows, Ruled } from './project-ruling.ts';

/** The duties of one case: open, performed with a proof, or owed no longer. */
export class DutyRows {
  readonly #rows: Rows;
  readonly #caseId: string;
  readonly #known: Map<string, Duty>;
  readonly #fresh = new Map<string, Row>();
  readonly #ended = new Set<string>();

  constructor(rows: Rows, caseId: string, before: CaseState | null) {
    this.#rows = rows;
    this.#caseId = caseId;
    this.#known = new Map(Object.entries(before?.duties ?? {}));
  }

  of(id: string): Duty | undefined {
    return this.#known.get(id);
  }

  follow(event: CaseEvent, at: Instant): void {
    if (event.type === 'duties-opened')
      for (const duty of event.duties) {
        const { id, kind, recipient = null } = duty;
        const row = {
          id,
          case_id: this.#caseId,
          kind,
          recipient,
          opened_at: at,
          ended_at: null,
          proof: null,
        };
        this.#rows.duties.push(row);
        this.#known.set(id, duty);
        this.#fresh.set(id, row);
        this.#ended.delete(id);
      }
    else if (event.type === 'duties-performed')
      for (const { id, proof } of event.duties) this.#end(id, at, proof);
  }

  /** What was owed and is owed no longer: the case went another way. */
  drop(state: CaseState, at: Instant): void {
    for (const id of this.#known.keys())
      if (state.duties[id] === undefined && !this.#ended.has(id)) this.#end(id, at, null);
  }

  #end(id: string, at: Instant, proof: string | null): void {
    this.#ended.add(id);
    const fresh = this.#fresh.get(id);
    if (fresh) Object.assign(fresh, { ended_at: at, proof });
    else this.#rows.endedDuties.push({ id, ended_at: at, proof });
  }
}

/** What recipients get: the ordered feed of each, and the ledger of what each has and has confirmed. */
export function deliveries(
  rows: Rows,
  event: CaseEvent,
  at: Instant,
  { caseId, decision: { state } }: Ruled,
  duties: DutyRows,
): void {
  const entryId = state.entry?.id ?? null;
  const note = (recipient: string, change: Row): void =>
    void rows.ledger.push({ case_id: caseId, recipient, entry_id: entryId, ...change });
  switch (event.type) {
    case 'duties-performed':
      for (const { id } of event.duties) {
        const { recipient, kind, measure = null, interim } = duties.of(id) ?? {};
        if (recipient === undefined || kind === undefined) continue;
        const about = interim ? null : entryId;
        rows.feed.push({ recipient, kind, case_id: caseId, entry_id: about, measure, at });
        if (kind === 'deliver') note(recipient, { delivered_at: at });
        else if (kind === 'retract') note(recipient, { retracted_at: at });
      }
      return;
    case 'entry-adopted':
      for (const recipient of event.recipients) note(recipient, { delivered_at: at });
      return;
    case 'retraction-acknowledged':
      note(event.ref, { acknowledged_at: at });
      return;
    case 'recipient-escalated':
      note(event.ref, { escalated_at: at });
      return;
    default:
  }
}
