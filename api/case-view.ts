import { z } from '@hono/zod-openapi';
import { agenda } from '../domain/case/agenda.ts';
import type { ClockLife } from '../domain/case/clock-lives.ts';
import { catchUp } from '../domain/case/decide.ts';
import type { CaseState } from '../domain/case/state.ts';
import { tasks } from '../domain/case/tasks.ts';
import { marksOf } from '../domain/register/marks.ts';
import { stages } from '../domain/regime/pack.ts';
import { clockSchema, endedClocks, endedClockSchema, runningClock, type ClockLaw } from './clock-view.ts';
import type { SeenCase } from './seen-case.ts';

const nullable = z.string().nullable();
const bound = z.object({ amount: z.number(), unit: z.string() }).nullable();
const strings = z.array(z.string()).readonly();

export const caseViewSchema = z
  .object({
    caseId: z.string(),
    seq: z.int(),
    regime: z.string(),
    version: z.string(),
    authority: z.object({ id: z.string(), level: z.string(), superior: nullable }),
    ground: z.string(),
    stage: z.enum(stages),
    outcome: nullable,
    sandbox: z.boolean(),
    now: z.string().meta({ description: "The case's present: for a sandbox case its virtual time." }),
    openedAt: z.string(),
    updatedAt: z.string(),
    subject: z.object({
      ref: z.string(),
      kind: z.string(),
      identifiers: strings,
      minor: z.boolean(),
      data: z
        .record(z.string(), z.unknown())
        .nullable()
        .meta({ description: 'Who it is; null without a purpose, or once the person was erased.' }),
    }),
    instrument: z
      .object({
        kind: z.string(),
        issuer: z.string(),
        date: z.string(),
        finality: z.string(),
        documentDigest: z.string(),
        number: z.object({ id: z.string(), digest: z.string() }),
      })
      .nullable(),
    measures: strings.meta({
      description: 'Listed, decided, notified or proposed: the latest that was said.',
    }),
    term: bound,
    servedOn: nullable,
    responses: z
      .array(
        z.object({
          at: z.string(),
          nature: z.string(),
          statement: z.string(),
          points: z.int(),
          considered: strings.nullable(),
        }),
      )
      .readonly()
      .meta({ description: 'By id of the sealed texts.' }),
    serviceConsents: z
      .array(z.object({ method: z.string(), on: z.string(), document: z.string() }))
      .readonly(),
    consent: nullable,
    entry: z
      .object({
        id: z.string(),
        from: z.string(),
        until: nullable,
        end: nullable,
        publishedAt: nullable,
        measures: z
          .array(
            z.object({
              id: z.string(),
              until: nullable,
              end: nullable,
              suspendedAt: nullable,
              endedAt: nullable,
            }),
          )
          .readonly(),
        suspensions: z
          .array(z.object({ cause: z.string(), from: z.string(), to: nullable }))
          .readonly()
          .meta({ description: 'Spans in which the entry has no effect.' }),
        marks: strings.meta({
          description: 'What every copy has to say besides: disputed, under review, not final.',
        }),
        delivered: strings,
        adopted: z.boolean(),
      })
      .nullable(),
    hearing: z
      .object({
        requestedAt: z.string(),
        adjournedAt: nullable,
        noticedAt: nullable,
        on: nullable,
        chair: nullable,
        heldAt: nullable,
        attended: z.boolean().nullable(),
      })
      .nullable(),
    recusals: z.array(z.object({ person: z.string(), status: z.string() })).readonly(),
    interim: z
      .object({
        how: z.string(),
        measure: z.string(),
        from: z.string(),
        end: nullable,
        endedAt: nullable,
        implementers: z
          .array(z.object({ id: z.string(), appliedAt: nullable, liftedAt: nullable }))
          .readonly(),
      })
      .nullable(),
    transfer: z.object({ to: z.string(), at: z.string() }).nullable(),
    linkedTo: z.object({ caseId: z.string(), relation: z.string() }).nullable(),
    objections: z
      .array(z.object({ id: z.string(), lane: z.string(), filedAt: z.string(), status: z.string() }))
      .readonly(),
    proceedings: z
      .array(
        z.object({
          id: z.string(),
          forum: z.string(),
          beganAt: z.string(),
          outOfTime: z.boolean(),
          stay: z.string(),
          stayEndedAt: nullable,
          outcome: nullable,
        }),
      )
      .readonly(),
    petitions: z
      .array(
        z.object({
          id: z.string(),
          status: z.string(),
          filedAt: z.string(),
          filedBy: z.string(),
          acceptedBy: nullable,
          decidedBy: nullable,
          lacking: strings.meta({ description: 'Materials and preconditions that are not there yet.' }),
        }),
      )
      .readonly(),
    joined: z.array(z.object({ caseId: z.string(), responses: z.int(), considered: nullable })).readonly(),
    amends: z
      .array(z.object({ what: z.string(), on: z.string(), evidence: z.string(), by: z.string() }))
      .readonly(),
    lifts: z
      .array(z.object({ id: z.string(), until: nullable, verifiedBy: nullable, ended: nullable }))
      .readonly(),
    commitments: z.array(z.object({ id: z.string(), until: nullable, breachedOn: nullable })).readonly(),
    removal: z
      .object({
        cause: z.string(),
        beganAt: z.string(),
        recipients: z
          .array(
            z.object({
              id: z.string(),
              retractedAt: nullable,
              acknowledgedAt: nullable,
              escalatedAt: nullable,
            }),
          )
          .readonly(),
      })
      .nullable(),
    clocks: z.array(clockSchema).readonly(),
    endedClocks: z.array(endedClockSchema).readonly(),
    agenda: z.array(z.object({ key: z.string(), rung: nullable, at: z.string() })).readonly(),
    tasks: z
      .array(z.object({ key: z.string(), act: z.string(), role: z.string(), due: nullable, ref: nullable }))
      .readonly(),
    duties: z
      .array(
        z.object({
          id: z.string(),
          kind: z.string(),
          recipient: nullable,
          openedAt: z.string(),
          endedAt: nullable,
          proof: nullable,
        }),
      )
      .readonly(),
    ledger: z
      .array(
        z.object({
          recipient: z.string(),
          entryId: z.string(),
          deliveredAt: nullable,
          retractedAt: nullable,
          acknowledgedAt: nullable,
          escalatedAt: nullable,
        }),
      )
      .readonly(),
    events: z
      .array(
        z.object({
          seq: z.int(),
          type: z.string(),
          at: z.string(),
          recordedAt: z.string(),
          actor: z.string(),
          payload: z.record(z.string(), z.unknown()).readonly(),
          hash: z.string(),
        }),
      )
      .readonly(),
    unrecorded: z
      .array(z.object({ type: z.string(), at: z.string() }))
      .readonly()
      .meta({
        description: 'What has come about by itself and is not yet written: the view already counts it.',
      }),
  })
  .openapi('Case');

export type CaseView = z.output<typeof caseViewSchema>;
type FromState = Omit<CaseView, 'subject' | 'duties' | 'ledger' | 'events'> & {
  readonly subject: Omit<CaseView['subject'], 'data'>;
};

/** The clocks that the record tells of, and by which law. */
export type ToldClocks = ClockLaw & { readonly lives: readonly ClockLife[] };

/** What a case tells, as its clocks have left it by now. */
export function viewOf(seen: SeenCase, told: ToldClocks): FromState {
  const { state, recorded } = catchUp(seen.state, seen.context);
  const { determination, notice, listing, entry, removal, instrument, hearing, interim, transfer } = state;
  return {
    caseId: state.caseId,
    seq: seen.state.seq,
    regime: state.regime,
    version: state.version,
    authority: {
      id: state.authority.id,
      level: state.authority.level,
      superior: state.authority.superior ?? null,
    },
    ground: state.ground,
    stage: state.stage,
    outcome: state.outcome ?? null,
    sandbox: seen.sandbox,
    now: seen.now,
    openedAt: state.openedAt,
    updatedAt: seen.updatedAt,
    subject: state.subject,
    instrument,
    measures:
      entry?.measures.map(({ id }) => id) ??
      listing?.measures ??
      notice?.measures ??
      determination?.measures ??
      [],
    term: listing?.term ?? notice?.term ?? determination?.term ?? null,
    servedOn: notice?.servedOn ?? null,
    responses: state.responses.map(({ at, nature, statement, points, considered }) => ({
      at,
      nature,
      statement: statement.id,
      points,
      considered: considered?.map(({ id }) => id) ?? null,
    })),
    serviceConsents: state.serviceConsents,
    consent: state.consent?.status ?? null,
    entry: entry
      ? {
          id: entry.id,
          from: entry.from,
          until: entry.until,
          end: entry.end,
          publishedAt: entry.publishedAt ?? null,
          measures: entry.measures.map(({ id, until, end, suspendedAt, endedAt }) => ({
            id,
            until,
            end,
            suspendedAt: suspendedAt ?? null,
            endedAt: endedAt ?? null,
          })),
          suspensions: entry.suspensions.map(({ cause, from, to }) => ({ cause, from, to: to ?? null })),
          marks: marksOf(state),
          delivered: entry.delivered,
          adopted: entry.adopted,
        }
      : null,
    hearing: hearing
      ? {
          requestedAt: hearing.requestedAt,
          adjournedAt: hearing.adjournedAt ?? null,
          noticedAt: hearing.noticedAt ?? null,
          on: hearing.on ?? null,
          chair: hearing.chair ?? null,
          heldAt: hearing.heldAt ?? null,
          attended: hearing.attended ?? null,
        }
      : null,
    recusals: state.recusals,
    interim: interim
      ? {
          how: interim.how,
          measure: interim.measure,
          from: interim.from,
          end: interim.end,
          endedAt: interim.endedAt ?? null,
          implementers: Object.entries(interim.implementers).map(([id, { appliedAt, liftedAt }]) => ({
            id,
            appliedAt: appliedAt ?? null,
            liftedAt: liftedAt ?? null,
          })),
        }
      : null,
    transfer: transfer ? { to: transfer.to.id, at: transfer.at } : null,
    linkedTo: state.linkedTo ?? null,
    objections: state.objections,
    proceedings: state.proceedings.map(({ id, forum, beganAt, outOfTime, stay, stayEndedAt, outcome }) => ({
      id,
      forum,
      beganAt,
      outOfTime,
      stay,
      stayEndedAt: stayEndedAt ?? null,
      outcome: outcome ?? null,
    })),
    petitions: state.petitions.map(({ id, status, filedAt, filedBy, acceptedBy, decidedBy, lacking }) => ({
      id,
      status,
      filedAt,
      filedBy,
      acceptedBy: acceptedBy ?? null,
      decidedBy: decidedBy ?? null,
      lacking,
    })),
    joined: state.joined.map(({ caseId, responses, considered }) => ({
      caseId,
      responses,
      considered: considered?.id ?? null,
    })),
    amends: state.amends,
    lifts: state.lifts.map(({ id, until, verifiedBy, ended }) => ({
      id,
      until,
      verifiedBy: verifiedBy ?? null,
      ended: ended ?? null,
    })),
    commitments: state.commitments.map(({ id, until, breachedOn }) => ({
      id,
      until,
      breachedOn: breachedOn ?? null,
    })),
    removal: removal
      ? {
          cause: removal.cause,
          beganAt: removal.beganAt,
          recipients: Object.entries(removal.recipients).map(([id, each]) => ({
            id,
            retractedAt: each.retractedAt ?? null,
            acknowledgedAt: each.acknowledgedAt ?? null,
            escalatedAt: each.escalatedAt ?? null,
          })),
        }
      : null,
    clocks: clocksOf(state, seen, told),
    endedClocks: endedClocks(told.lives, told),
    agenda: agenda(state).map(({ key, rung, at }) => ({ key, rung, at })),
    tasks: tasks(state).map(({ key, act, role, due, ref }) => ({ key, act, role, due, ref: ref ?? null })),
    unrecorded: recorded.map(({ event, at }) => ({ type: event.type, at })),
  };
}

function clocksOf(state: CaseState, { pack }: SeenCase, told: ToldClocks): CaseView['clocks'] {
  return Object.values(state.clocks).map((clock) => {
    const life = told.lives.findLast(({ clock: each, ended }) => each.key === clock.key && ended === null);
    return runningClock(clock, life, pack, told);
  });
}
