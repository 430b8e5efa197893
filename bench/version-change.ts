import { whatIf } from '../db/queries/what-if.ts';
import { printWhatIf } from '../cli/regimes/print-what-if.ts';
import { debarments, repairs } from '../test/change/live-cases.ts';
import { loadCases } from '../test/change/load-cases.ts';
import { packOf } from '../test/support/law.ts';
import { onOwnStack, secondsSince } from './own-stack.ts';

const CASES = 500;

/**
 * Two changes of law on five hundred live cases each: debarment before and after 17 January 2025, which stays with new
 * cases, and credit repair under Orders 58 and 36, which is applied.
 */
export function versionChangeBench({ json }: { json: boolean }): Promise<void> {
  return onOwnStack(async ({ desk, bench }) => {
    await loadCases(bench, debarments(CASES), { present: '2025-01-18T15:00:00.000Z', asleep: true });
    await loadCases(bench, repairs(CASES), { present: '2026-04-02T01:00:00.000Z', asleep: true });
    const reports = [
      await whatIf(bench, packOf('us-far-9.4', '2025-01-17'), CASES),
      await whatIf(bench, packOf('cn-credit-repair', '2026-04-01'), CASES),
    ];
    const changeId = await desk.propose({
      kind: 'regime',
      regime: 'cn-credit-repair',
      version: '2026-04-01',
      reason: 'Order 36 is in force.',
      perSecond: 2000,
    });
    await desk.until(changeId, ({ status }) => status === 'previewed');
    const approved = performance.now();
    await desk.approve(changeId, 'second-person');
    const done = await desk.until(changeId, ({ status }) => status === 'applied');
    const applySeconds = secondsSince(approved);
    if (json) {
      const told = reports.map(({ cases: _cases, ...rest }) => rest);
      console.log(JSON.stringify({ reports: told, applied: done.cases.applied, applySeconds }));
      return;
    }
    for (const report of reports) printWhatIf(report);
    console.log(
      `\nApplied to ${done.cases.applied} cases of cn-credit-repair in ${applySeconds} s, each by a ruling of its own.`,
    );
  });
}
