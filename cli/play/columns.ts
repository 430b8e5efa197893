import stringWidth from 'string-width';

/** Pads a text to a width in terminal columns; wide characters count double, colours not at all. */
export function padded(text: string, width: number, side: 'left' | 'right' = 'left'): string {
  const gap = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return side === 'left' ? text + gap : gap + text;
}

/** Cuts a plain text to a width, with an ellipsis where something was cut. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let short = '';
  let used = 0;
  for (const letter of text) {
    const next = stringWidth(letter);
    if (used + next > width - 1) break;
    short += letter;
    used += next;
  }
  return `${short}…`;
}

const isWide = (letter: string): boolean => stringWidth(letter) > 1;

/** Where a line may break: after spaces, and between wide characters, which are written without any. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  let word = '';
  let before = '';
  for (const letter of text) {
    const breaks = before === ' ' || (isWide(before) && isWide(letter));
    if (breaks && letter !== ' ' && word !== '') {
      words.push(word);
      word = '';
    }
    word += letter;
    before = letter;
  }
  return word === '' ? words : [...words, word];
}

/** Breaks a plain text into lines of at most `width` columns. A word that is longer is broken where it must be. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  const push = (): void => {
    lines.push(line.trimEnd());
    line = '';
  };
  for (const word of wordsOf(text.replace(/\s+/gu, ' ').trim())) {
    if (line !== '' && stringWidth((line + word).trimEnd()) > width) push();
    line += word;
    while (stringWidth(line.trimEnd()) > width) {
      let head = '';
      for (const letter of line) {
        if (stringWidth(head + letter) > width) break;
        head += letter;
      }
      const rest = line.slice(head.length);
      line = head;
      push();
      line = rest;
    }
  }
  if (line.trim() !== '' || lines.length === 0) push();
  return lines;
}

export type Cell = {
  readonly text: string;
  readonly width: number;
  readonly paint?: (text: string) => string;
};

/** Sets plain cells beside each other, each wrapped in its column. The last column is not padded. */
export function row(cells: readonly Cell[], gap = 2): string[] {
  const columns = cells.map(({ text, width }) => wrapped(text, width));
  const height = Math.max(...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, index) =>
    cells
      .map(({ width, paint = (text: string) => text }, column) => {
        const text = columns[column]?.[index] ?? '';
        const full = column === cells.length - 1 ? text : padded(text, width);
        return text === '' ? full : full.replace(text, () => paint(text));
      })
      .join(' '.repeat(gap))
      .trimEnd(),
  );
}
