import { readFileSync } from 'node:fs';
import { isAlias, isMap, isScalar, isNode, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { withUnitsOfDays } from '../domain/regime/day-conventions.ts';
import { packSchema, type Pack } from '../domain/regime/pack.ts';

/** What is wrong with a pack, where a reader of the file finds it. */
export type PackProblem = {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
};

/** A pack as it was read: its data as written, the pack that the schema makes of it, and where each value stands. */
export type PackFile = {
  readonly file: string;
  /** The data as written, without the schema's defaults: what is hashed, so that a new default changes no hash. */
  readonly written: unknown;
  readonly pack: Pack;
  readonly lineOf: (path: readonly PropertyKey[]) => number;
};

export type ReadPack =
  | { readonly kind: 'read'; readonly read: PackFile }
  | { readonly kind: 'broken'; readonly problems: readonly PackProblem[] };

/** Reads one pack file and checks it against the schema. */
export function readPackFile(file: string): ReadPack {
  return parsePack(readFileSync(file, 'utf8'), file);
}

/** Parses the text of one pack file. Every problem names the line where its value stands. */
function parsePack(text: string, file: string): ReadPack {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  // What the parser says after the first error is mostly its consequence.
  const [syntax] = [...document.errors, ...document.warnings];
  if (syntax) {
    const message = syntax.message.split('\n')[0] ?? syntax.message;
    return {
      kind: 'broken',
      problems: [{ file, line: lines.linePos(syntax.pos[0]).line, rule: 'yaml', message }],
    };
  }
  const lineOf = (path: readonly PropertyKey[]): number => lines.linePos(offsetOf(document, path)).line;
  const written: unknown = document.toJS();
  const parsed = packSchema.safeParse(withUnitsOfDays(written));
  if (parsed.success) return { kind: 'read', read: { file, written, pack: parsed.data, lineOf } };
  const problems = parsed.error.issues.flatMap((issue): PackProblem[] => {
    const at = issue.path.map(String).join('.');
    if (issue.code !== 'unrecognized_keys')
      return [
        { file, line: lineOf(issue.path), rule: 'schema', message: `${at || 'the pack'}: ${issue.message}` },
      ];
    return issue.keys.map((key) => ({
      file,
      line: lineOf([...issue.path, key]),
      rule: 'schema',
      message: `${at ? `${at}: ` : ''}"${key}" is not a field of a pack`,
    }));
  });
  return { kind: 'broken', problems };
}

/** The offset of the deepest value on the path that the file holds; of a member, that of its key. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const part of path) {
    const resolved: Node | null | undefined = isAlias(node) ? node.resolve(document) : node;
    if (isMap(resolved)) {
      const pair = resolved.items.find((item) => isScalar(item.key) && item.key.value === part);
      if (pair === undefined || !isScalar(pair.key)) return offset;
      offset = pair.key.range?.[0] ?? offset;
      node = isNode(pair.value) ? pair.value : null;
    } else {
      const item: unknown =
        isNode(resolved) && 'items' in resolved ? resolved.items[Number(part)] : undefined;
      if (!isNode(item)) return offset;
      offset = item.range?.[0] ?? offset;
      node = item;
    }
  }
  return offset;
}
