import { performance } from 'node:perf_hooks';
import type { CaseEffect, ClockEffect } from '../../domain/change/effect.ts';
import { touches } from '../../domain/change/effect-on-case.ts';
import { packId } from '../../domain/regime/catalogue.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import { effectsOf } from '../commands/change-preview.ts';
import { liveCases, type ChangeRow } from '../commands/change-rows.ts';
import type { Bench } from '../commands/rule.ts';
import type { PositionEffect } from '../../domain/change/position.ts';
import type { PositionSummary, RuleSummary } from './changes.ts';

/** What a version of a regime would do to the live cases that are pinned to earlier ones. */
export type WhatIf = {
  readonly regime: string;
  readonly version: string;
  readonly transition: {
    readonly mode: Pack['transition']['mode'];
    readonly citation: string;
    readonly status: string;
  };
  readonly looked: number;
  /** Cases that it would not touch at all. */
  readonly untouched: number;
  readonly rules: readonly RuleSummary[];
  /** What else would change in the subjects' position. */
  readonly position: readonly PositionSummary[];
  readonly unlawfulMeasures: readonly { readonly measure: string; readonly cases: number }[];
  readonly removalsDue: number;
  readonly lawFell: number;
  /** Clocks that would fall back on the subject, and are not changed for that. */
  readonly harsher: number;
  readonly stays: Readonly<Record<string, number>>;
  readonly cases: readonly { readonly caseId: string; readonly from: string; readonly effect: CaseEffect }[];
  readonly seconds: number;
};

const AT_ONCE = 250;

/** Runs a version on live cases, and changes nothing. The pack may be a draft that nobody has published. */
export async function whatIf(bench: Bench, pack: Pack, most: number): Promise<WhatIf> {
  const began = performance.now();
  const change: ChangeRow = {
    id: 'what-if',
    kind: 'regime',
    calendar: null,
    regime: pack.regime,
    version: pack.version,
    known_at: null,
    per_second: AT_ONCE,
    status: 'previewing',
    previewed_to: '',
    proposed_by: '',
  };
  const draft = {
    id: packId(pack.regime, pack.version),
    pack,
    hash: '',
    published: null,
    withheld: null,
    file: '',
  };
  const withDraft: Bench = {
    ...bench,
    law: (regime, version) =>
      regime === pack.regime && version === pack.version ? draft : bench.law(regime, version),
  };
  const cases: { caseId: string; from: string; effect: CaseEffect }[] = [];
  let looked = 0;
  let after = '';
  while (looked < most) {
    const batch = await liveCases(bench.sql, change, { after, most: Math.min(AT_ONCE, most - looked) });
    const effects = await effectsOf(withDraft, change, batch);
    for (const { caseId, effect } of effects.filter((each) => touches(each.effect)))
      cases.push({ caseId, from: batch.find(({ id }) => id === caseId)?.state.version ?? '', effect });
    looked += batch.length;
    after = batch.at(-1)?.id ?? after;
    if (batch.length < AT_ONCE) break;
  }
  const { mode, cite, status } = pack.transition;
  const clocks = cases.flatMap(({ effect }) => effect.clocks);
  return {
    regime: pack.regime,
    version: pack.version,
    transition: { mode, citation: cite, status },
    looked,
    untouched: looked - cases.length,
    rules: summed(clocks),
    position: positions(cases.flatMap(({ effect }) => effect.position)),
    unlawfulMeasures: counted(cases.flatMap(({ effect }) => effect.unlawful)).map(([measure, count]) => ({
      measure,
      cases: count,
    })),
    removalsDue: cases.filter(({ effect }) => effect.removalDue).length,
    lawFell: cases.filter(({ effect }) => effect.lawFell !== null).length,
    harsher: clocks.filter(({ favour }) => favour === 'against-subject').length,
    stays: Object.fromEntries(counted(cases.flatMap(({ effect }) => effect.stays ?? []))),
    cases,
    seconds: Number(((performance.now() - began) / 1000).toFixed(2)),
  };
}

function counted(words: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
}

function positions(effects: readonly PositionEffect[]): PositionSummary[] {
  const counts = new Map<string, PositionSummary>();
  for (const { what, favour, how } of effects) {
    const key = [favour, what, how].join(' ');
    counts.set(key, { what, favour, how, cases: (counts.get(key)?.cases ?? 0) + 1 });
  }
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, summary]) => summary);
}

function summed(clocks: readonly ClockEffect[]): RuleSummary[] {
  const groups = new Map<string, ClockEffect[]>();
  for (const clock of clocks) {
    const key = [clock.rule, clock.how, clock.favour].join(' ');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [clock]);
    else group.push(clock);
  }
  return [...groups.values()]
    .flatMap((group): RuleSummary[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { rule, against, how, favour } = first;
      const days = group.flatMap((each) => daysMoved(each) ?? []);
      const [least, most] = [Math.min(...days), Math.max(...days)];
      return [
        {
          rule,
          against,
          how,
          favour,
          clocks: group.length,
          days: days.length === 0 ? null : { least, most },
        },
      ];
    })
    .sort((one, other) => (one.rule < other.rule ? -1 : 1));
}

const DAY_MS = 86_400_000;

function daysMoved({ before, after }: ClockEffect): number | undefined {
  if (typeof before?.due !== 'string' || typeof after?.due !== 'string') return undefined;
  return Math.round((Date.parse(after.due.slice(0, 10)) - Date.parse(before.due.slice(0, 10))) / DAY_MS);
}
