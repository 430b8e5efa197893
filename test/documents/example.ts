import { compose } from '../../domain/notice/compose.ts';
import type { ComposedDocument } from '../../domain/notice/document.ts';
import type { Stated } from '../../domain/notice/values.ts';
import { wordingOf } from '../../domain/notice/wording.ts';
import { loadTemplates, type Templates } from '../../documents/load-templates.ts';
import { packOf } from '../support/law.ts';
import { marketListCase, statedOf, type Language } from './case-file.ts';

const loaded = loadTemplates();
if (loaded.kind === 'broken') throw new Error(JSON.stringify(loaded.problems));
export const { templates } = loaded;
export type Shipped = Templates['all'][number];

export const nameOf = ({ regime, version, template }: Shipped): string =>
  `${regime}@${version} ${template.kind}.${template.lang}`;

/** A listed case of the regime of a template, with everything that a document may state. */
export function statedFor({ regime, version, template }: Shipped): Stated {
  const pack = packOf(regime, version);
  const lang: Language = template.lang === 'zh' ? 'zh' : 'en';
  const stated = statedOf(marketListCase().listed(), lang, { pack });
  const ground = pack.grounds.find((each) => each.notBefore) ?? pack.grounds[0];
  if (ground === undefined) throw new Error('a regime without a ground');
  const { state } = stated;
  const decided = { measures: ground.measures, term: null };
  return {
    ...stated,
    state: {
      ...state,
      regime,
      version,
      ground: ground.id,
      ...(state.determination && { determination: { ...state.determination, ...decided } }),
      ...(state.listing && { listing: { ...state.listing, ...decided } }),
    },
  };
}

export function composed(shipped: Shipped, stated = statedFor(shipped)): ComposedDocument {
  const wording = wordingOf(shipped.template.lang);
  if (wording === undefined) throw new Error('no wording');
  return compose(shipped.template, wording, stated);
}
