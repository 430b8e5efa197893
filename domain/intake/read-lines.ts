/** One record of a list, by the physical line on which it begins (the first is 1) and how many lines it spans. */
export type ListRecord = { readonly line: number; readonly span: number } & (
  | { readonly kind: 'read'; readonly fields: readonly string[] }
  | { readonly kind: 'broken'; readonly detail: string }
);

export type ReadOptions = {
  readonly separator: string;
  /** How many fields a record has; unknown while the header is being read. */
  readonly columns?: number;
};

export type PhysicalLines = {
  readonly lines: readonly string[];
  readonly utf8: number;
  /** Lines that were not UTF-8 and were read in the encoding the mapping names. */
  readonly other: number;
};

const LF = 0x0a;
const CR = 0x0d;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const MOST_LINE_BYTES = 1_048_576;
/** How far the end of a quoted field is looked for: beyond it a lost quotation mark is likelier than a long field. */
const MOST_SPAN = 50;

/**
 * Cuts a file into its lines and decodes each by itself, as UTF-8 or else in `otherwise`: one line in another encoding
 * does not spoil the rest. A file in UTF-16 is read as such. A line feed at the very end begins no line.
 */
export function linesOf(file: Uint8Array, otherwise: string): PhysicalLines {
  const bytes = fromUtf16(file);
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const fallback = new TextDecoder(otherwise);
  const lines: string[] = [];
  let utf8 = 0;
  let other = 0;
  const end = bytes.includes(LF) ? LF : CR;
  let from = BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte) ? BYTE_ORDER_MARK.length : 0;
  while (from < bytes.length) {
    const found = bytes.indexOf(end, from);
    const next = found === -1 ? bytes.length : found;
    const to = end === LF && next > from && bytes[next - 1] === CR ? next - 1 : next;
    const line = bytes.subarray(from, to);
    try {
      lines.push(strict.decode(line));
      utf8 += 1;
    } catch {
      lines.push(fallback.decode(line));
      other += 1;
    }
    from = next + 1;
  }
  return { lines, utf8, other };
}

/** A file in UTF-16, which its first two bytes tell, as the same text in UTF-8. */
function fromUtf16(bytes: Uint8Array): Uint8Array {
  const little = bytes[0] === 0xff && bytes[1] === 0xfe;
  const big = bytes[0] === 0xfe && bytes[1] === 0xff;
  if (!little && !big) return bytes;
  return new TextEncoder().encode(new TextDecoder(little ? 'utf-16le' : 'utf-16be').decode(bytes));
}

/**
 * Reads records strictly after RFC 4180, from line `first` on. A quotation mark that was lost breaks the line it is in
 * and no other: what cannot be read together is read line by line.
 */
export function readRecords(lines: readonly string[], first: number, options: ReadOptions): ListRecord[] {
  const records: ListRecord[] = [];
  let index = first;
  while (index < lines.length) {
    const record = recordAt(lines, index, options);
    records.push(record);
    index += record.span;
  }
  return records;
}

function recordAt(lines: readonly string[], index: number, { separator, columns }: ReadOptions): ListRecord {
  const line = index + 1;
  const text = lines[index] ?? '';
  const broken = (detail: string): ListRecord => ({ kind: 'broken', line, span: 1, detail });
  if (text.trim() === '') return broken('The line is empty.');
  if (text.length > MOST_LINE_BYTES) return broken(`The line is longer than ${MOST_LINE_BYTES} characters.`);
  let split = splitRecord(text, separator);
  let joined = text;
  let span = 1;
  while (split.kind === 'open' && span < MOST_SPAN && index + span < lines.length) {
    joined += `\n${lines[index + span] ?? ''}`;
    span += 1;
    split = splitRecord(joined, separator);
  }
  if (split.kind === 'open' || (span > 1 && split.kind === 'bad'))
    return broken('A quoted field is not closed on this line or on those after it.');
  if (split.kind === 'bad') return broken(split.detail);
  const { fields } = split;
  if (columns !== undefined && fields.length !== columns)
    return broken(
      span > 1
        ? 'A quoted field is not closed on this line or on those after it.'
        : `The line has ${fields.length} fields, the header ${columns}.`,
    );
  const control = fields.findIndex((field) => CONTROL.test(field));
  if (control !== -1) return broken(`Field ${control + 1} holds control characters.`);
  return { kind: 'read', line, span, fields };
}

// oxlint-disable-next-line no-control-regex -- these are what is looked for; tab and line feed may stand in a field
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

type Split =
  | { readonly kind: 'fields'; readonly fields: readonly string[] }
  | { readonly kind: 'open' }
  | { readonly kind: 'bad'; readonly detail: string };

/** Splits one record. A quotation mark stands at the two ends of a field, or twice within one, and nowhere else. */
export function splitRecord(text: string, separator: string): Split {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      const closed = endOfQuoted(text, at + 1);
      if (closed === undefined) return { kind: 'open' };
      const after = text[closed + 1];
      if (after !== undefined && after !== separator)
        return {
          kind: 'bad',
          detail: `Field ${fields.length + 1}: text follows its closing quotation mark.`,
        };
      fields.push(text.slice(at + 1, closed).replaceAll('""', '"'));
      at = closed + 1;
    } else {
      const next = text.indexOf(separator, at);
      const field = text.slice(at, next === -1 ? text.length : next);
      if (field.includes('"'))
        return {
          kind: 'bad',
          detail: `Field ${fields.length + 1}: a quotation mark stands in an unquoted field.`,
        };
      fields.push(field);
      at += field.length;
    }
    if (at >= text.length) return { kind: 'fields', fields };
    at += separator.length;
  }
}

function endOfQuoted(text: string, from: number): number | undefined {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at === -1 ? undefined : at;
}
