import type { Fonts } from './fonts.ts';
import { Sheet, type Style } from './sheet.ts';

const label: Style = { size: 8.5, weight: 'regular', leading: 13, colour: '#4a4a4a' };
const text: Style = { size: 11, weight: 'regular', leading: 17, colour: '#1a1a1a' };
const strong: Style = { ...text, weight: 'bold' };
const POINTS_PER_MM = 72 / 25.4;

/** Where the window of an envelope is, after DIN 5008 form B: the recipient's address shows, and nothing else does. */
const WINDOW = { top: 45 * POINTS_PER_MM, left: 25 * POINTS_PER_MM, width: 80 * POINTS_PER_MM };
const BELOW_THE_FOLD = 105 * POINTS_PER_MM;

export type AddressSheet = {
  readonly lang: string;
  readonly title: string;
  readonly from: string;
  readonly to: readonly string[];
  /** What the clerk needs: label and value. */
  readonly details: readonly (readonly [label: string, value: string])[];
  readonly at: Date;
};

/** The sheet that goes on top of a letter: the address for the window of the envelope, and what a clerk checks off. */
export async function renderAddressSheet(sheetOf: AddressSheet, fonts: Fonts): Promise<Buffer> {
  const { lang, title, from, to, details, at } = sheetOf;
  const margins = { top: WINDOW.top, bottom: 60, left: WINDOW.left, right: WINDOW.left };
  const sheet = new Sheet({ fonts, title, author: from, lang, at, margins });
  const write = (value: string, style: Style, width: number): void => {
    for (const line of sheet.lay(value, style, width)) {
      sheet.line(line, sheet.left, sheet.y, style);
      sheet.y += style.leading;
    }
  };
  sheet.tagged(sheet.root, 'P', () => write(from, label, WINDOW.width));
  sheet.y += 6;
  sheet.tagged(sheet.root, 'P', () => {
    for (const [index, line] of to.entries()) write(line, index === 0 ? strong : text, WINDOW.width);
  });
  sheet.y = Math.max(sheet.y + 30, BELOW_THE_FOLD);
  sheet.tagged(sheet.root, 'H1', () => write(title, { ...strong, size: 14, leading: 24 }, sheet.width));
  for (const [name, value] of details)
    sheet.tagged(sheet.root, 'P', () => {
      write(name, label, sheet.width);
      write(value, text, sheet.width);
      sheet.y += 6;
    });
  return sheet.finish();
}
