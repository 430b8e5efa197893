import type { Pack } from '../regime/pack.ts';
import { titleIn } from '../regime/phrases.ts';
import { requiredContents } from './document-gate.ts';
import { says } from './document.ts';

/** A document that somebody wrote: what it says under each content that it must have, and what goes before. */
export type Writing = {
  readonly document: string;
  readonly contents: Readonly<Record<string, string>>;
};

/**
 * Puts a written document together: one text, with a section for each content, in the first language of the regime. The
 * contents that it says are found in it: one of which nothing is written is not said.
 */
export function writtenOut(
  pack: Pack,
  kind: string,
  { document, contents }: Writing,
): { readonly text: string; readonly said: readonly string[] } {
  const [lang = ''] = pack.languages;
  const required = requiredContents(pack, kind);
  const said = Object.entries(contents).filter(([, text]) => says(text));
  const headed = said.map(([id, text]) => {
    const title = required.find((each) => each.id === id)?.title;
    return `## ${title ? titleIn(title, lang) : id}\n\n${text.trim()}`;
  });
  return { text: [document.trim(), ...headed].join('\n\n'), said: said.map(([id]) => id) };
}
