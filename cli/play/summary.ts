import type { CaseRead } from './api-client.ts';
import { listOf, memberOf, textOf } from './json-value.ts';
import type { Regime } from './regime.ts';
import type { PlayedCase, PlayedClock, Recipient } from './story.ts';
import { dayOf } from './tell.ts';

/** The stage that a case is in after an event; an event that is not here changes none. */
const stageAfter: Readonly<Record<string, string>> = {
  'case-opened': 'determination',
  'entry-adopted': 'listed',
  'determination-recorded': 'notice',
  'determination-amended': 'notice',
  'record-closed': 'list-review',
  listed: 'listed',
  'removal-began': 'removal',
  'case-closed': 'closed',
};

const afterProceeding = (payload: Readonly<Record<string, unknown>>): string | undefined =>
  payload['outcome'] === 'remitted' ? 'list-review' : undefined;

/** When a case came to which stage. */
export function stagesOf(seen: CaseRead): PlayedCase['stages'] {
  const stages: { stage: string; at: string }[] = [];
  for (const { type, at, payload } of seen.events) {
    const stage = type === 'review-proceeding-ended' ? afterProceeding(payload) : stageAfter[type];
    if (stage !== undefined && stages.at(-1)?.stage !== stage) stages.push({ stage, at });
  }
  const { at } = seen.events.at(-1) ?? { at: seen.now };
  return stages.at(-1)?.stage === seen.stage ? stages : [...stages, { stage: seen.stage, at }];
}

/** Every clock a case ever had, with its law and how it ended. */
export function clocksOf(seen: CaseRead, regime: Regime): PlayedClock[] {
  const clocks: { key: string; due: string | null; end: string | null; rule: string; outcome: string }[] = [];
  for (const { type, payload } of seen.events) {
    if (type === 'clock-armed') {
      const clock = payload['clock'];
      const key = textOf(memberOf(clock, 'key')) ?? '';
      clocks.push({
        key,
        rule: textOf(memberOf(clock, 'rule')) ?? key,
        due: textOf(memberOf(clock, 'due')) ?? null,
        end: textOf(memberOf(clock, 'end')) ?? null,
        outcome: 'armed',
      });
      continue;
    }
    const clock = clocks.findLast(({ key }) => key === payload['key']);
    if (clock === undefined) continue;
    if (type === 'clock-met') clock.outcome = payload['overdue'] === true ? 'met late' : 'met';
    else if (type === 'clock-stopped') clock.outcome = clock.outcome === 'lapsed' ? 'lapsed' : 'stopped';
    else if (type === 'clock-lapsed') clock.outcome = 'lapsed';
  }
  return clocks.map(({ rule, ...clock }) => {
    const law = regime.clock(rule);
    return { ...clock, citation: law?.citation ?? '', status: law?.status ?? 'unverified' };
  });
}

/** What became of each recipient's copy. */
export function recipientsOf(seen: CaseRead, regime: Regime): Recipient[] {
  const on = (at: string): string => dayOf(at, regime.timezone).on;
  const delivered = listOf(memberOf(seen.entry, 'delivered')).flatMap((id) => textOf(id) ?? []);
  if (seen.removal === null) return delivered.map((id) => ({ id, standing: 'has the entry', on: null }));
  return seen.removal.recipients.map(({ id, retractedAt, acknowledgedAt, escalatedAt }): Recipient => {
    if (acknowledgedAt !== null)
      return {
        id,
        standing: escalatedAt === null ? 'acknowledged' : 'acknowledged late',
        on: on(acknowledgedAt),
      };
    if (escalatedAt !== null) return { id, standing: 'escalated', on: on(escalatedAt) };
    return {
      id,
      standing: retractedAt === null ? 'not told yet' : 'retraction sent',
      on: retractedAt && on(retractedAt),
    };
  });
}
