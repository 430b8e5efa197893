import { compose } from '../../domain/notice/compose.ts';
import type { ComposedDocument } from '../../domain/notice/document.ts';
import type { Stated } from '../../domain/notice/values.ts';
import { wordingOf } from '../../domain/notice/wording.ts';
import { loadTemplates, type Templates } from '../../documents/load-templates.ts';
import { packOf } from '../support/law.ts';
import { statedOf } from './case-file.ts';
import { grounds } from './regime-texts.ts';

const loaded = loadTemplates();
if (loaded.kind === 'broken') throw new Error(JSON.stringify(loaded.problems));
export const { templates } = loaded;
export type Shipped = Templates['all'][number];

export const nameOf = ({ regime, version, template }: Shipped): string =>
  `${regime}@${version} ${template.kind}.${template.lang}`;

/** A case of the regime of a template, of the ground asked for or told of, at the moment at which its document is composed. */
export function statedFor({ regime, version, template }: Shipped, ground?: string): Stated {
  const pack = packOf(regime, version);
  const told = grounds[regime]?.find((id) => pack.grounds.some((each) => each.id === id));
  if (told === undefined) throw new Error(`nothing is told of ${regime}`);
  return statedOf(pack, ground ?? told, template.kind, template.lang === 'zh' ? 'zh' : 'en');
}

export function composed(shipped: Shipped, stated = statedFor(shipped)): ComposedDocument {
  const wording = wordingOf(shipped.template.lang);
  if (wording === undefined) throw new Error('no wording');
  return compose(shipped.template, wording, stated);
}
