import type { Command } from '../../domain/case/commands.ts';
import type { TextRef } from '../../domain/case/state.ts';
import type { Stated } from '../../domain/notice/values.ts';
import { packOf, person, Play, text } from '../support/law.ts';

/** Texts of the example cases, by the id under which the record refers to them. */
const texts = {
  zh: {
    number: '杭市监处罚〔2025〕117号行政处罚决定书',
    facts:
      '你（单位）于2024年3月至2024年11月期间，在明知所售批次婴幼儿配方食品经检验不符合食品安全国家标准的情况下，继续销售该批次产品1,246罐，货值金额人民币372,554元。\n\n上述事实有检验报告、进销货台账、现场检查笔录以及对相关人员的询问笔录等证据证明。',
    reasons:
      '你（单位）的行为违反食品安全法律规定，已受到罚款人民币3,725,540元的较重行政处罚，且销售对象为婴幼儿，性质恶劣、情节严重、社会危害较大，符合列入条件。\n\n经审查，不存在没有主观故意的情形。',
    decision:
      '经审查你（单位）提交的陈述、申辩意见，其中关于已主动召回的意见予以采纳，因此不再适用其中一项管理措施；关于不知情的意见与台账记录不符，不予采纳。',
    contact:
      '浙江省杭州市某某路1号 信用监督管理处\n电话：0571-0000 0000（工作日9:00至17:00）\n电子邮箱：credit@example.gov.cn',
    subject: '杭州某某食品有限公司',
    address: '浙江省杭州市西湖区某某路88号\n邮政编码 310000',
    authority: '杭州市市场监督管理局',
  },
  en: {
    number: 'penalty decision Hangshi (2025) No. 117',
    facts:
      'Between March and November 2024 you went on selling 1,246 tins of an infant formula, worth CNY 372,554, of which you knew from a test report that it did not meet the national food safety standard.\n\nThis is shown by the test report, your purchase and sales ledgers, the record of the inspection and the interviews with your staff.',
    reasons:
      'You have been fined CNY 3,725,540, which is a heavier administrative penalty. The product was meant for infants; the violation is vile in nature, its circumstances are serious and its social harm is great.\n\nNothing shows that you acted without intent.',
    decision:
      'Your statement was examined. That you recalled the product of your own accord is accepted, and one measure is therefore not imposed. That you did not know is contradicted by your own ledger and is not accepted.',
    contact:
      'Credit Supervision Division, 1 Example Road, Hangzhou\nTelephone 0571 0000 0000, working days 9:00 to 17:00\ncredit@example.gov.cn',
    subject: 'Hangzhou Example Foods Co., Ltd.',
    address: '88 Example Road, Xihu District\nHangzhou 310000\nChina',
    authority: 'Hangzhou Administration for Market Regulation',
  },
} as const;

export type Language = keyof typeof texts;

const caseworker = person('li', ['caseworker'], { authority: 'hz' });

const open: Command = {
  type: 'open-case',
  authority: { id: 'hz', level: 'city', superior: 'zj' },
  subject: { ref: 's1', kind: 'organisation', identifiers: ['uscc', 'registration-number'], minor: false },
  ground: 'food-safety',
  instrument: {
    kind: 'penalty-decision',
    number: text('number'),
    issuer: 'hz',
    date: '2025-02-20',
    finality: 'effective',
    documentDigest: 'd'.repeat(64),
  },
  linkedTo: null,
};

/** A case of the market list: determined, and on demand listed. */
export function marketListCase(): { readonly determined: Play; readonly listed: () => Play } {
  const pack = packOf('cn-market-list', '2021-09-01');
  const determined = new Play(pack, 'c7k2mqa4t3vxw5e6');
  determined.ask('2025-03-03T02:00:00.000Z', caseworker, open);
  determined.ask('2025-03-04T02:00:00.000Z', caseworker, {
    type: 'record-determination',
    facts: text('facts'),
    reasons: text('reasons'),
    factors: pack.factors.weigh.map(({ id }) => id),
    stated: ['heavier-penalty', 'vile-nature-and-serious-circumstances'],
    exclusions: [],
    officers: ['li', 'sun'],
    traits: [],
    measures: ['weighty-factor-in-permits-and-bidding', 'key-supervision', 'no-honours'],
    term: null,
  });
  return {
    determined,
    listed: () => {
      determined.ask('2025-03-05T02:00:00.000Z', caseworker, {
        type: 'serve-notice',
        method: 'in-person',
        document: text('notice'),
        contents: pack.notice.contents.items.map(({ id }) => id),
        consentToMethod: false,
      });
      determined.ask('2025-03-06T02:00:00.000Z', caseworker, {
        type: 'prove-service',
        method: 'in-person',
        actOn: '2025-03-05T06:00:00Z',
        proof: { kind: 'signed-receipt', digest: 'e'.repeat(64) },
        accessed: false,
      });
      determined.ask('2025-03-17T02:00:00.000Z', person('wang', ['reviewer'], { authority: 'hz' }), {
        type: 'approve-listing',
        measures: ['key-supervision', 'no-honours'],
        term: null,
        reasons: text('decision'),
        contents: pack.review.decisionContents.items.map(({ id }) => id),
        members: [],
        leastSevereConsidered: true,
      });
      determined.ask(
        '2025-03-18T02:00:00.000Z',
        person('chen', ['superior-authority'], { authority: 'zj' }),
        {
          type: 'give-consent',
        },
      );
      return determined;
    },
  };
}

/** What a document states of an example case, in a language. */
export function statedOf(play: Play, lang: Language, more: Partial<Stated> = {}): Stated {
  const words = texts[lang];
  const known: Readonly<Record<string, string>> = words;
  return {
    state: play.now,
    pack: packOf(play.now.regime, play.now.version),
    today: '2025-03-05',
    authority: words.authority,
    issuer: words.authority,
    addressee: {
      name: words.subject,
      identifiers: [
        { scheme: 'uscc', value: '91330106MA2XXXXX0X' },
        { scheme: 'registration-number', value: '330106000123456' },
      ],
      address: words.address,
    },
    text: (ref: TextRef) => known[ref.id] ?? null,
    draft: null,
    contact: words.contact,
    officer: null,
    ...more,
  };
}
