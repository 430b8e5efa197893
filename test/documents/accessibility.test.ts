import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { wordingOf } from '../../domain/notice/wording.ts';
import { renderHtml } from '../../documents/render-html.ts';
import { composed, nameOf, templates } from './example.ts';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const found = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
  passes: z.array(z.object({ id: z.string() })),
});

// Without a browser the structure is still checked, by test/domain/documents-print.test.ts.
describe.skipIf(executablePath === undefined)('the page of a document, in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());

  it.each(templates.all.map((each) => [nameOf(each), each] as const))(
    '%s has nothing that WCAG 2.2 AA or good practice forbids, on paper width and on a phone',
    async (_name, each) => {
      const wording = wordingOf(each.template.lang);
      if (wording === undefined) throw new Error('no wording');
      const page = await browser.newPage();
      await page.setContent(renderHtml(composed(each), wording));
      await page.addScriptTag({ content: axe });
      for (const width of [1_280, 360]) {
        await page.setViewportSize({ width, height: 800 });
        const result = found.parse(
          await page.evaluate(
            `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
          ),
        );
        expect(
          result.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 120))]),
        ).toEqual([]);
        for (const rule of ['color-contrast', 'html-has-lang', 'landmark-one-main', 'document-title'])
          expect(result.passes.map(({ id }) => id)).toContain(rule);
        // Nothing but a table may be wider than the window.
        const overflow: unknown = await page.evaluate(
          'document.documentElement.scrollWidth - window.innerWidth',
        );
        expect(overflow).toBeLessThanOrEqual(0);
      }
      await page.close();
    },
    60_000,
  );
});
