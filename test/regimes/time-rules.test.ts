import { describe, expect, it } from 'vitest';
import { probeOf } from '../../domain/regime/conformance/probes.ts';
import { loadPacks } from '../../regimes/load-packs.ts';
import { calendars, packOf } from '../support/law.ts';
import { cited, withClock } from '../support/pack-with.ts';
import { changed, folderWith, shipped } from './pack-fixture.ts';

const market = shipped('cn-market-list', '2021-09-01');
const NUMBERS = 'workingDayNumbers: [2, 3, 5, 7]';
const RESPONSE = `    amount: 5
    unit: days
    statute: apl
    from: notice-served`;

function loaded(numbers: string, unit: string) {
  const text = changed(market, NUMBERS, `workingDayNumbers: [${numbers}]`).text;
  const response = RESPONSE.replace('unit: days\n    statute: apl', unit);
  return loadPacks(folderWith({ 'cn-market-list/2021-09-01/pack.yaml': changed(text, RESPONSE, response).text }));
}

function responseUnder(numbers: string, unit: string) {
  const packs = loaded(numbers, unit);
  if (packs.kind === 'broken') return packs.problems.map(({ message }) => message).join();
  return packs.catalogue.pack('cn-market-list', '2021-09-01')?.clocks['notice.response']?.unit;
}

describe('days of a statute', () => {
  const DAYS = `unit: days\n    statute: apl`;

  it('are what its convention says of their number', () => {
    expect(responseUnder('2, 3, 5, 7', DAYS)).toBe('working-days');
    expect(responseUnder('3, 7, 10', DAYS)).toBe('calendar-days');
  });

  it('mean nothing without a convention', () => {
    expect(responseUnder('5', 'unit: days')).toContain('"days" needs the statute');
    expect(responseUnder('5', 'unit: days\n    statute: cpl')).toContain('"days" needs the statute');
    expect(responseUnder('5', 'unit: working-days\n    statute: cpl')).toContain('no convention of "cpl"');
  });

  it('contradict a unit that is written out otherwise', () => {
    expect(responseUnder('5', 'unit: working-days\n    statute: apl')).toBe('working-days');
    expect(responseUnder('5', 'unit: calendar-days\n    statute: apl')).toContain(
      '5 days of "apl" are working-days, by APL art. 85',
    );
  });
});

describe('rules about time are proven on each pack that has them', () => {
  const KEY = 'notice.response';
  const pack = {
    ...withClock(packOf('cn-market-list', '2021-09-01'), KEY, {
      tolling: [{ cause: 'stay', ...cited }],
      tollingCap: { amount: 3, unit: 'working-days', ...cited },
      postedInTime: { proof: ['postmark'], ...cited },
    }),
    dayConventions: [{ statute: 'apl', workingDayNumbers: [2, 3, 5, 7], ...cited }],
    calendarChanges: { harsher: cited },
  };
  const bench = { pack, engine: pack, calendars };

  it.each([
    ['the cap on pauses', () => probeOf(bench, ['clocks', KEY, 'tollingCap'])],
    ['the mail rule', () => probeOf(bench, ['clocks', KEY, 'postedInTime'])],
    ['a day convention', () => probeOf(bench, ['dayConventions', 0])],
    ['a harsher calendar', () => probeOf(bench, ['calendarChanges', 'harsher'])],
  ])('%s', (_name, probe) => {
    expect(probe()).toMatchObject({ passes: { held: true }, refuses: { held: true } });
  });
});
