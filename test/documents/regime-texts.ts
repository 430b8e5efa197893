/** What people wrote in the example cases, by regime and language; one case of each, told in the terms of its procedure. */
type Words = {
  readonly subject: string;
  readonly address: string;
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[];
  readonly authority: string;
  readonly issuer: string;
  readonly number: string;
  readonly facts: string;
  readonly reasons: string;
  readonly decision: string;
  readonly contact: string;
};
export type Language = 'en' | 'zh';

const chinese = {
  zh: {
    subject: '杭州某某食品有限公司',
    address: '浙江省杭州市西湖区某某路88号\n邮政编码 310000',
    identifiers: [
      { scheme: 'uscc', value: '91330106MA2XXXXX0X' },
      { scheme: 'registration-number', value: '330106000123456' },
    ],
    authority: '杭州市市场监督管理局',
    issuer: '杭州市市场监督管理局',
    contact: '浙江省杭州市某某路1号 信用监督管理处\n电话：0571-0000 0000（工作日9:00至17:00）',
  },
  en: {
    subject: 'Hangzhou Example Foods Co., Ltd.',
    address: '88 Example Road, Xihu District\nHangzhou 310000\nChina',
    identifiers: [
      { scheme: 'uscc', value: '91330106MA2XXXXX0X' },
      { scheme: 'registration-number', value: '330106000123456' },
    ],
    authority: 'Hangzhou Administration for Market Regulation',
    issuer: 'Hangzhou Administration for Market Regulation',
    contact:
      'Credit Supervision Division, 1 Example Road, Hangzhou\nTelephone 0571 0000 0000, working days 9:00 to 17:00\ncredit@example.gov.cn',
  },
} as const;

const marketList = {
  zh: {
    ...chinese.zh,
    number: '杭市监处罚字第117号行政处罚决定书',
    facts:
      '你（单位）在明知所售批次婴幼儿配方食品经检验不符合食品安全国家标准的情况下，继续销售该批次产品1,246罐，货值金额人民币372,554元。\n\n上述事实有检验报告、进销货台账、现场检查笔录以及对相关人员的询问笔录等证据证明。',
    reasons:
      '你（单位）的行为违反食品安全法律规定，已受到罚款人民币3,725,540元的较重行政处罚，且销售对象为婴幼儿，性质恶劣、情节严重、社会危害较大，符合列入条件。\n\n经审查，不存在没有主观故意的情形。',
    decision:
      '经审查你（单位）提交的陈述、申辩意见，其中关于已主动召回的意见予以采纳；关于不知情的意见与台账记录不符，不予采纳。',
  },
  en: {
    ...chinese.en,
    number: 'penalty decision Hangshi No. 117',
    facts:
      'You went on selling 1,246 tins of an infant formula, worth CNY 372,554, of which you knew from a test report that it did not meet the national food safety standard.\n\nThis is shown by the test report, your purchase and sales ledgers, the record of the inspection and the interviews with your staff.',
    reasons:
      'You have been fined CNY 3,725,540, which is a heavier administrative penalty. The product was meant for infants; the violation is vile in nature, its circumstances are serious and its social harm is great.\n\nNothing shows that you acted without intent.',
    decision:
      'Your statement was examined. That you recalled the product of your own accord is accepted. That you did not know is contradicted by your own ledger and is not accepted.',
  },
} as const;

const penalty = {
  zh: {
    ...marketList.zh,
    number: '杭市监处罚字第23号行政处罚决定书',
    facts: '你（单位）在预包装食品的标签上虚假标注生产日期，违反食品标签管理规定。',
    reasons: '对你（单位）处以罚款人民币50,000元，没收违法所得人民币8,320元。该处罚依照普通程序作出。',
    decision: '经审查，你（单位）未对事实提出异议。该行政处罚应当公示。',
  },
  en: {
    ...marketList.en,
    number: 'penalty decision Hangshi No. 23',
    facts:
      'You put false dates of production on the labels of prepackaged food, against the rules on labels.',
    reasons:
      'A fine of CNY 50,000 and the confiscation of CNY 8,320 of unlawful gains, in the ordinary procedure.',
    decision: 'You did not dispute the facts. A penalty of this kind is published.',
  },
} as const;

const unionBudget: Words = {
  subject: 'Example Consulting S.A.',
  address: '12 Rue de l’Exemple\n1000 Bruxelles\nBelgium',
  identifiers: [
    { scheme: 'registration-number', value: 'BE 0123.456.789' },
    { scheme: 'vat', value: 'BE0123456789' },
  ],
  authority: 'European Commission, Directorate-General for Examples',
  issuer: 'the European Anti-Fraud Office',
  number: 'the final report in case 0417',
  facts:
    'In the implementation of grant agreement 101000417 you claimed the working hours of eleven persons who, as their time sheets and travel records show, did not work on the action. The amount affected is EUR 214 300.',
  reasons:
    'The hours were claimed knowingly: the managing director signed the statements after the internal auditor had objected to them.',
  decision:
    'Your observations were examined. That the amount was repaid is accepted and shortens the exclusion. That the time sheets were wrong by mistake is contradicted by the messages of the project manager.',
  contact:
    'Unit X.1, 1049 Brussels, Belgium\nexclusion@example.europa.eu, or the secure electronic exchange system',
};

const debarmentList: Words = {
  subject: 'Example Construction Limited',
  address: '1 Example Street\nBirmingham\nB1 1AA',
  identifiers: [
    { scheme: 'company-number', value: '01234567' },
    { scheme: 'vat', value: 'GB123456789' },
  ],
  authority: 'Minister for the Cabinet Office',
  issuer: 'the Crown Court at Birmingham',
  number: 'the conviction in case T20240417',
  facts:
    'You were convicted of an offence in relation to the death of an employee on your site at Example Dock.',
  reasons:
    'Two further incidents were reported on your sites after the conviction, so that the circumstances may be continuing.',
  decision:
    'Your representations were considered. New procedures have been written; the audit that you provided shows that they are not followed on four of nine sites.',
  contact: 'Procurement Review Unit, 1 Example Place, London SW1A 1AA\ndebarment@example.gov.uk',
};

const developmentBank: Words = {
  subject: 'Example Works Ltd.',
  address: '7 Example Avenue\nNairobi\nKenya',
  identifiers: [
    { scheme: 'registration-number', value: 'PVT-2017-00417' },
    { scheme: 'tax-number', value: 'P051234567X' },
  ],
  authority: 'World Bank Group, Office of Suspension and Debarment',
  issuer: 'the Integrity Vice Presidency',
  number: 'the Statement of Accusations and Evidence in case 417',
  facts:
    'With your bid for the rehabilitation of the Example road you submitted two certificates of completion which their alleged issuer states never to have issued.',
  reasons:
    'The letter of the alleged issuer, the bid as submitted and the messages of your bid manager support the finding.',
  decision:
    'The Response was considered. That the certificates came from a partner does not help: your bid manager was told that they were not genuine before the bid was submitted.',
  contact: 'Office of Suspension and Debarment, 1818 H Street NW, Washington, DC 20433\nosd@example.org',
};

const contractor: Words = {
  subject: 'Example Aerospace, Inc.',
  address: '100 Example Parkway\nDayton, OH 45402',
  identifiers: [
    { scheme: 'uei', value: 'EXAMPLE00417' },
    { scheme: 'cage', value: '0EX17' },
  ],
  authority: 'Department of Examples, Office of the Suspending and Debarring Official',
  issuer: 'the United States District Court for the Southern District of Ohio',
  number: 'the judgment in case 3:24-cr-00417',
  facts: 'You certified parts as tested that had not been tested, in 41 deliveries under contract EX-0417.',
  reasons: 'The certificates were signed by an officer of yours who knew that the test stand was out of use.',
  decision:
    'Your submission was considered. The officer has left; the quality programme that you describe has not been put in place.',
  contact: 'Suspending and Debarring Official, 1 Example Plaza, Washington, DC 20001\nsdo@example.gov',
};

/** By the id of the regime. */
export const texts: Readonly<Record<string, Partial<Record<Language, Words>>>> = {
  'cn-market-list': marketList,
  'cn-credit-repair': marketList,
  'cn-penalty-publicity': penalty,
  'cn-judgment-defaulters': {
    zh: {
      ...chinese.zh,
      authority: '杭州市西湖区人民法院',
      issuer: '杭州市西湖区人民法院',
      number: '（2016）浙0106民初4170号民事判决书',
      facts:
        '你（单位）应当向申请执行人支付货款人民币862,000元及利息，履行期限于2017年2月28日届满，至今未履行。',
      reasons: '经查询，你（单位）名下银行账户在履行期限届满后有大额资金转出，有履行能力而未履行。',
      decision:
        '你（单位）答复称资金用于支付工资。经核实，转出资金的收款人为法定代表人的亲属，该理由不成立。',
      contact: '浙江省杭州市某某路2号 执行局\n电话：0571-0000 0001（工作日9:00至17:00）',
    },
    en: {
      ...chinese.en,
      authority: "People's Court of Xihu District, Hangzhou",
      issuer: "the People's Court of Xihu District, Hangzhou",
      number: 'civil judgment (2016) Zhe 0106 Min Chu No. 4170',
      facts:
        'You owe the creditor CNY 862,000 with interest for goods. The time to pay ended on 28 February 2017; nothing was paid.',
      reasons: 'After that day large sums left your accounts: you are able to perform and have not done so.',
      decision:
        'You answered that the money went into wages. It went to relatives of your legal representative.',
      contact: 'Enforcement Bureau, 2 Example Road, Hangzhou\nTelephone 0571 0000 0001',
    },
  },
  'cn-work-safety-list': {
    zh: {
      ...chinese.zh,
      subject: '某某化工有限公司',
      authority: '宁波市应急管理局',
      issuer: '宁波市应急管理局',
      number: '甬应急罚〔2023〕41号行政处罚决定书',
      facts:
        '2023年9月，你（单位）厂区发生爆炸事故，造成人员死亡。事故发生后，你（单位）迟报并隐瞒伤亡人数。',
      reasons: '你（单位）已受到罚款的行政处罚，瞒报行为性质恶劣、情节严重。',
      decision: '经审查，关于通信中断导致迟报的申辩意见与通话记录不符，不予采纳。',
      contact: '浙江省宁波市某某路3号 安全生产综合协调处\n电话：0574-0000 0000',
    },
    en: {
      ...chinese.en,
      subject: 'Example Chemicals Co., Ltd.',
      authority: 'Ningbo Bureau of Emergency Management',
      issuer: 'Ningbo Bureau of Emergency Management',
      number: 'penalty decision Yong (2023) No. 41',
      facts:
        'In September 2023 people died in an explosion at your plant. You reported it late and concealed the number of victims.',
      reasons: 'You have been fined. The concealment is vile in nature and its circumstances are serious.',
      decision: 'That telephone lines were down is contradicted by the records of your calls.',
      contact: 'Coordination Division, 3 Example Road, Ningbo\nTelephone 0574 0000 0000',
    },
  },
  'cn-wage-arrears': {
    zh: {
      ...chinese.zh,
      subject: '某某建筑劳务有限公司',
      authority: '杭州市人力资源和社会保障局',
      issuer: '杭州市人力资源和社会保障局',
      number: '杭人社监令〔2022〕8号限期改正指令书',
      facts: '你（单位）拖欠某某项目46名农民工2021年10月至12月的工资共计人民币913,500元。',
      reasons: '拖欠数额达到认定拒不支付劳动报酬罪数额标准，经责令限期支付，逾期未支付。',
      decision: '你（单位）提交的支付凭证仅涉及其中6人，其余40人的工资仍未支付。',
      contact: '浙江省杭州市某某路4号 劳动保障监察支队\n电话：0571-0000 0002',
    },
    en: {
      ...chinese.en,
      subject: 'Example Labour Services Co., Ltd.',
      authority: 'Hangzhou Bureau of Human Resources and Social Security',
      issuer: 'Hangzhou Bureau of Human Resources and Social Security',
      number: 'order to pay Hang (2022) No. 8',
      facts: 'You owe 46 migrant workers CNY 913,500 in wages for October to December 2021.',
      reasons: 'The arrears reach the amount of the criminal offence, and the time to pay has passed.',
      decision: 'The payments that you proved concern six of the workers; the others have not been paid.',
      contact: 'Labour Inspection, 4 Example Road, Hangzhou\nTelephone 0571 0000 0002',
    },
  },
  'us-far-9.4': { en: contractor },
  'eu-edes': { en: unionBudget },
  'uk-procurement-debarment': { en: debarmentList },
  'wb-sanctions': { en: developmentBank },
};

/** The grounds that the texts tell of; the first one that a version has. */
export const grounds: Readonly<Record<string, readonly string[]>> = {
  'cn-market-list': ['food-safety'],
  'cn-credit-repair': ['serious'],
  'cn-penalty-publicity': ['other-penalty', 'moderate'],
  'cn-judgment-defaulters': ['able-but-refuses'],
  'cn-work-safety-list': ['concealment-of-accident'],
  'cn-wage-arrears': ['arrears-of-criminal-amount'],
  'us-far-9.4': ['fraud-in-public-contract'],
  'eu-edes': ['irregularity'],
  'uk-procurement-debarment': ['corporate-manslaughter'],
  'wb-sanctions': ['fraudulent-practice'],
};
