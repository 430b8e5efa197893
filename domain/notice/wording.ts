import type { Bound, Pack } from '../regime/pack.ts';
import type { CivilDate } from '../case/state.ts';

type Unit = Bound['unit'];

/** The words that documents need besides their template, in one language. */
export type Wording = {
  /** The language as documents are tagged with it, after BCP 47. */
  readonly tag: string;
  /** Whether paragraphs begin two characters in. */
  readonly indented: boolean;
  readonly date: (date: CivilDate) => string;
  readonly length: (length: Bound) => string;
  /** A place in a law: its full title, and the articles as the citation names them. */
  readonly place: (title: string, articles: string) => string;
  readonly join: (parts: readonly string[]) => string;
  readonly practice: string;
  readonly unread: string;
  readonly labels: {
    readonly reference: string;
    readonly date: string;
    readonly to: string;
    readonly page: (page: number, of: number) => string;
  };
  readonly tables: {
    readonly identifiers: readonly [caption: string, scheme: string, value: string];
    readonly measures: readonly [caption: string, measure: string, duration: string, basis: string];
    readonly remedies: readonly [caption: string, remedy: string, within: string, basis: string];
  };
  readonly asTheEntry: string;
  readonly noFixedEnd: string;
  readonly noLimitStated: string;
  readonly after: (length: string, from: NonNullable<Pack['petition']['notBefore']>['from']) => string;
  readonly withBasis: (text: string, basis: string) => string;
};

/** The wording of a language; undefined where there is none, and then no document can be made in it. */
export function wordingOf(lang: string): Wording | undefined {
  return wordings.get(lang);
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

function partsOf(date: CivilDate): { year: number; month: number; day: number } {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return { year, month, day };
}

const unitsEn: Record<Unit, string> = {
  hours: 'hours',
  'calendar-days': 'days',
  'working-days': 'working days',
  weeks: 'weeks',
  months: 'months',
  years: 'years',
  'day-of-next-month': '',
  life: '',
  'until-event': '',
  'actual-term-of': '',
};

const en: Wording = {
  tag: 'en',
  indented: false,
  date: (date) => {
    const { year, month, day } = partsOf(date);
    return `${day} ${months[month - 1] ?? ''} ${year}`;
  },
  length: ({ amount, unit }) => {
    if (unit === 'life') return 'for life';
    if (unit === 'until-event') return 'until the event that ends it';
    if (unit === 'actual-term-of') return 'as long as the decision it rests on';
    if (unit === 'day-of-next-month') return `day ${amount} of the next month`;
    const word = unitsEn[unit];
    return `${amount} ${amount === 1 ? word.replace(/s$/, '') : word}`;
  },
  place: (title, articles) => (articles === '' ? title : `${title}, ${articles}`),
  join: (parts) => parts.join('; '),
  practice: 'practice of this authority',
  unread: '* This reference has not yet been checked against the official text.',
  labels: {
    reference: 'Reference',
    date: 'Date',
    to: 'To',
    page: (page, of) => `Page ${page} of ${of}`,
  },
  tables: {
    identifiers: ['Identification', 'Identifier', 'Number'],
    measures: ['Measures', 'Measure', 'How long', 'Legal basis'],
    remedies: ['Remedies', 'Remedy', 'Within', 'Legal basis'],
  },
  asTheEntry: 'as long as the entry',
  noFixedEnd: 'without a fixed end',
  noLimitStated: 'as the law provides',
  after: (length, from) => `${length} after ${fromEn[from]}`,
  withBasis: (text, basis) => `${text} (${basis})`,
};

const fromEn = {
  listed: 'the day of listing',
  published: 'the day of publication',
  decision: 'the day of the decision',
  instrument: 'the date of the decision it rests on',
  corrected: 'the day on which the conduct was corrected',
} as const;

const unitsZh: Record<Unit, string> = {
  hours: '小时',
  'calendar-days': '日',
  'working-days': '个工作日',
  weeks: '周',
  months: '个月',
  years: '年',
  'day-of-next-month': '',
  life: '',
  'until-event': '',
  'actual-term-of': '',
};

const zh: Wording = {
  tag: 'zh-Hans',
  indented: true,
  date: (date) => {
    const { year, month, day } = partsOf(date);
    return `${year}年${month}月${day}日`;
  },
  length: ({ amount, unit }) => {
    if (unit === 'life') return '终身';
    if (unit === 'until-event') return '至终止事由发生之日';
    if (unit === 'actual-term-of') return '与所依据的决定期限相同';
    if (unit === 'day-of-next-month') return `次月${amount}日`;
    return `${amount}${unitsZh[unit]}`;
  },
  place: (title, articles) => {
    const numbers = articles.replace(/^arts?\. ?/, '').replaceAll(/,\s*/g, '、');
    return articles === '' ? title : `${title}第${numbers}条`;
  },
  join: (parts) => parts.join('；'),
  practice: '本机关工作规定',
  unread: '* 该依据尚未与官方文本核对。',
  labels: {
    reference: '案件编号',
    date: '日期',
    to: '当事人',
    page: (page, of) => `第${page}页，共${of}页`,
  },
  tables: {
    identifiers: ['当事人身份信息', '证照类型', '号码'],
    measures: ['管理措施', '措施', '期限', '依据'],
    remedies: ['救济途径', '途径', '期限', '依据'],
  },
  asTheEntry: '与列入期限相同',
  noFixedEnd: '无固定期限',
  noLimitStated: '依照法律规定',
  after: (length, from) => `自${fromZh[from]}起满${length}`,
  withBasis: (text, basis) => `${text}（${basis}）`,
};

const fromZh = {
  listed: '列入之日',
  published: '公示之日',
  decision: '作出决定之日',
  instrument: '所依据的决定作出之日',
  corrected: '纠正违法行为之日',
} as const;

/** By the language that a pack names its titles in. */
const wordings: ReadonlyMap<string, Wording> = new Map(Object.entries({ en, zh }));

export type Citing = {
  /** A citation with its abbreviations written out; marked where nobody has read it in the law. */
  readonly of: (law: {
    readonly cite: string;
    readonly status: string;
    readonly practice?: true | undefined;
  }) => string;
  /** What the reader has to know about the citations that stand in a text. */
  readonly notes: (said: readonly string[]) => readonly string[];
};

/** Cites the law in a language. Abbreviations that reviewers of a pack know are none that a subject knows. */
export function citing(wording: Wording, citations: Readonly<Record<string, string>>): Citing {
  const byLength = Object.keys(citations).toSorted((left, right) => right.length - left.length);
  const marked = new Set<string>();
  const writtenOut = (part: string): string => {
    const abbreviation = byLength.find((each) => part === each || part.startsWith(`${each} `));
    if (abbreviation === undefined) return part;
    return wording.place(citations[abbreviation] ?? abbreviation, part.slice(abbreviation.length).trim());
  };
  return {
    of: ({ cite, status, practice }) => {
      if (practice) return wording.practice;
      const text = wording.join(cite.split(/;\s*/).map(writtenOut));
      if (status !== 'unverified') return text;
      marked.add(`${text}*`);
      return `${text}*`;
    },
    notes: (said) =>
      said.some((text) => [...marked].some((each) => text.includes(each))) ? [wording.unread] : [],
  };
}
