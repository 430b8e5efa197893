import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import { publishedFolder } from '../../regimes/load-packs.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** The text of a shipped pack. */
export function shipped(regime: string, version: string): string {
  return readFileSync(join(publishedFolder(), regime, version, 'pack.yaml'), 'utf8');
}

/** A folder of packs for one test: each path with its text. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'packs-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** A copy of everything shipped, to break. */
export function copyOfShipped(): string {
  const folder = folderWith({});
  cpSync(publishedFolder(), folder, { recursive: true });
  return folder;
}

/** Replaces one piece of text that must be there, and tells on which line it was. */
export function changed(
  text: string,
  from: string,
  to: string,
): { readonly text: string; readonly line: number } {
  const at = text.indexOf(from);
  if (at < 0) throw new Error(`the pack does not say: ${from}`);
  return { text: text.replace(from, to), line: text.slice(0, at).split('\n').length };
}
