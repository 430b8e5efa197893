import { describe, expect, it } from 'vitest';
import { writtenOut } from '../../domain/notice/written.ts';
import { packOf } from '../support/law.ts';

const market = packOf('cn-market-list', '2021-09-01');

describe('a document that somebody wrote', () => {
  const written = writtenOut(market, 'notice', {
    document: 'To the company.\n',
    contents: { facts: 'Eleven batches.', reasons: ' \u200b\n—', annex: 'The list of batches.' },
  });

  it('is one text, with a section for each of its contents', () => {
    expect(written.text).toBe(
      'To the company.\n\n## 事实\n\nEleven batches.\n\n## annex\n\nThe list of batches.',
    );
  });

  it('says what something is written of, and nothing by spaces and strokes', () => {
    expect(written.said).toEqual(['facts', 'annex']);
  });
});
