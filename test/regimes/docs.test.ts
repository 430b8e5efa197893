import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { countByStatus, rulesOf } from '../../domain/regime/catalogue.ts';
import { diagramOf } from '../../domain/regime/diagram.ts';
import { titleIn } from '../../domain/regime/phrases.ts';
import { svg } from '../../domain/regime/svg.ts';
import { catalogue, packOf } from '../support/law.ts';

const page = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../docs/${path}`, import.meta.url)), 'utf8');

it('the page on packs counts what the packs say', () => {
  const text = page('regimes.md');
  for (const { id, pack } of catalogue.all) {
    const law = rulesOf(pack).filter((rule) => !rule.practice);
    const count = countByStatus(law);
    const all = rulesOf(pack).length;
    const numbers = [all, count['verified-text'], count.secondary, count.unverified, all - law.length];
    const span = `${pack.effective.from} to ${pack.effective.until ?? 'now'}`;
    expect(text).toContain(`| \`${id}\` | ${titleIn(pack.title, 'en')} | ${span} | ${numbers.join(' | ')} |`);
  }
});

it('the drawing on it is the one that is drawn (npx amends regimes show us-far-9.4@2025-01-17 --diagram svg)', () => {
  expect(page('regimes/us-far-9.4.svg')).toBe(svg(diagramOf(packOf('us-far-9.4', '2025-01-17'), 'en')));
});
