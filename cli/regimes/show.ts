import Table from 'cli-table3';
import colors from 'picocolors';
import { rulesOf, type PublishedPack } from '../../domain/regime/catalogue.ts';
import type { EvidenceStatus } from '../../domain/regime/cited.ts';
import type { ClockRule, Pack } from '../../domain/regime/pack.ts';
import { durationText, eventText, lapseText, extensionText,
  lengthText, titleIn } from '../../domain/regime/phrases.ts';
import { loadOrComplain, packNamed } from './load.ts';
import { legend, mark } from './marks.ts';
import { termKey } from '../../domain/regime/term.ts';

type Options = {
  readonly asOf: string;
  readonly diagram?: 'bpmn' | 'svg';
  readonly json?: boolean;
  readonly language: string;
};

/** Prints one pack for people: the procedure as tables, or as a diagram. */
export async function show(name: string, options: Options): Promise<void> {
  const catalogue = loadOrComplain();
  if (catalogue === undefined) return;
  const found = packNamed(catalogue, name, options.asOf);
  if (typeof found === 'string') {
    process.stderr.write(`${found}\n`);
    process.exitCode = 1;
    return;
  }
  if (options.diagram !== undefined) {
    const [{ diagramOf }, { bpmn }, { svg }] = await Promise.all([
      import('../../domain/regime/diagram.ts'),
      import('../../domain/regime/bpmn.ts'),
      import('../../domain/regime/svg.ts'),
    ]);
    const diagram = diagramOf(found.pack, options.language);
    process.stdout.write(options.diagram === 'bpmn' ? bpmn(diagram) : svg(diagram));
    return;
  }
  process.stdout.write(
    options.json ? `${JSON.stringify(found, null, 2)}\n` : render(found, options.language),
  );
}

function render(found: PublishedPack, language: string): string {
  const { pack } = found;
  const text = (title: Pack['title']): string => titleIn(title, language);
  return [
    heading(found, language),
    section(
      'Clocks',
      ['clock', 'time', 'from', 'against', 'when it ends', 'law'],
      Object.entries(pack.clocks).map(([key, rule]) => clockRow(key, rule, language)),
      [34, 30, 24, 11, 30, 34],
    ),
    section(
      'Grounds',
      ['ground', 'rests on', 'term', 'measures', 'law'],
      pack.grounds.map((ground) => [
        named(text(ground.title), ground.id),
        ground.instruments.map(({ kind, finality }) => `${kind} (${finality})`).join(', '),
        termText(pack, termKey(pack, ground)),
        ground.measures.join(', '),
        evidence(ground),
      ]),
      [48, 38, 26, 38, 30],
    ),
    section('Conditions of the grounds', ['ground', 'condition', 'law'], conditionRows(pack, language), [40, 86, 34]),
    section(
      'Measures',
      ['measure', 'kind', 'carried out by', 'law'],
      pack.measures.map((measure) => [
        named(text(measure.title), measure.id),
        `${measure.class}, ${measure.bindingness}`,
        measure.implementers.join(', ') || colors.dim('the authority itself'),
        evidence(measure),
      ]),
      [58, 32, 40, 34],
    ),
    section(
      'Service',
      ['method', 'proof', 'has effect', 'law'],
      pack.notice.methods.map((method) => [
        named(text(method.title), method.id),
        method.proof.join(', '),
        [
          method.deemed.amount === undefined
            ? `on ${method.deemed.basis}`
            : `${method.deemed.amount} ${(method.deemed.unit ?? '').replace('-', ' ')} (${method.deemed.basis.replaceAll('-', ' ')})`,
          method.consent && 'with consent',
          method.afterFailureOf && 'only after failure of another',
        ]
          .filter(Boolean)
          .join(', '),
        evidence(method),
      ]),
      [50, 38, 44, 34],
    ),
    section(
      'Recipients',
      ['recipient', 'relation', 'what it gets', 'law'],
      pack.recipients.map((recipient) => [
        named(text(recipient.title), recipient.id),
        recipient.relation === 'informed'
          ? `${recipient.kind}, informed, never told to act`
          : `${recipient.kind}, must act`,
        recipient.fields.join(', '),
        evidence(recipient),
      ]),
      [44, 40, 48, 34],
    ),
    section('Repair', ['what', 'rule', 'law'], repairRows(pack, language), [30, 86, 34]),
    section('Other rules', ['what', 'rule', 'law'], otherRows(pack), [30, 86, 34]),
    `${legend()}\n`,
  ].join('\n');
}

type Cited = {
  readonly status: EvidenceStatus;
  readonly practice?: boolean | undefined;
  readonly cite: string;
};

function evidence(each: Cited): string {
  return `${mark(each)} ${colors.dim(each.cite)}`;
}

function heading({ id, pack, hash, published }: PublishedPack, language: string): string {
  const { from, until } = pack.effective;
  const facts: readonly (readonly [string, string])[] = [
    ['issued by', `${pack.issuer} (${pack.rank.replaceAll('-', ' ')}, ${pack.jurisdiction})`],
    ['in force', until === null ? `from ${from}` : `from ${from} to ${until}`],
    ['before it', pack.supersedes === null ? 'nothing' : `${pack.regime}@${pack.supersedes}`],
    ['cases open then', pack.transition.mode.replaceAll('-', ' ')],
    ['days counted in', `${pack.calendar}, ${pack.timezone}`],
    [
      'rests on',
      pack.legalBasis.map(({ title, cite }) => `${title} (${cite})`).join('\n                   '),
    ],
    ['evidence', bar(pack)],
    [
      'content',
      `sha256 ${hash}${published ? `, published ${published.on} with key ${published.key}` : colors.yellow(', a draft')}`,
    ],
  ];
  const title = titleIn(pack.title, language);
  return `${colors.bold(title)}  ${colors.cyan(id)}\n${facts.map(([label, fact]) => `  ${colors.dim(label.padEnd(17))}${fact}`).join('\n')}\n`;
}

/** How much of a pack was read, as a bar. */
function bar(pack: Pack): string {
  const rules = rulesOf(pack);
  const share = (of: (rule: (typeof rules)[number]) => boolean): number => rules.filter(of).length;
  const parts = [
    [share((rule) => !rule.practice && rule.status === 'verified-text'), colors.green],
    [share((rule) => !rule.practice && rule.status === 'secondary'), colors.yellow],
    [share((rule) => !rule.practice && rule.status === 'unverified'), colors.red],
    [share((rule) => rule.practice), colors.blue],
  ] as const;
  const drawn = parts
    .map(([count, paint]) => paint('█'.repeat(Math.round((count / rules.length) * 40))))
    .join('');
  return `${drawn} ${parts.map(([count, paint]) => paint(String(count))).join(' ')} of ${rules.length} rules`;
}

/** A table as wide as the terminal allows; `shares` are the relative widths of its columns. */
function section(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  shares: readonly number[],
): string {
  const wide = Math.min(Math.max(process.stdout.columns || 150, 90), 170) - shares.length - 1;
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const table = new Table({
    head: head.map((each) => colors.bold(each)),
    colWidths: shares.map((share) => Math.floor((share / whole) * wide)),
    wordWrap: true,
    style: { head: [], border: colors.isColorSupported ? ['dim'] : [], compact: true },
  });
  table.push(...rows.map((row) => [...row]));
  return `${colors.bold(title)}\n${table.toString()}\n`;
}

function clockRow(key: string, rule: ClockRule, language: string): string[] {
  const extension = rule.extension
    ? `, +${extensionText(rule.extension.most)} by ${rule.extension.by.join(', ')}`
    : '';
  const against = {
    authority: colors.magenta('authority'),
    subject: colors.cyan('subject'),
    recipient: colors.blue('recipient'),
  };
  return [
    named(titleIn(rule.title, language), key),
    `${durationText(rule)}${extension}`,
    rule.from.map(eventText).join(' or '),
    against[rule.against],
    lapseText(rule),
    `${mark(rule)} ${colors.dim(rule.cite)}`,
  ];
}

function named(title: string, id: string): string {
  return `${title} ${colors.dim(id)}`;
}

function termText(pack: Pack, key: string): string {
  const rule = pack.clocks[key];
  return rule ? durationText(rule) : key;
}

type Row = [string, string, string];

/** What must be found for a ground, what rules it out, and how old it may be. */
function conditionRows({ grounds }: Pack, language: string): Row[] {
  return grounds.flatMap((ground): Row[] => {
    const { id, since, succeeds, limitation } = ground;
    const row = (says: string, law: Cited = ground): Row => [id, says, evidence(law)];
    return [
      ...ground.requires.map((each) => row(`stated: ${titleIn(each.title, language)}`, each)),
      ...ground.exclusions.map((each) => row(`ruled out: ${titleIn(each.title, language)}`, each)),
      ...(limitation
        ? [row(`not older than ${lengthText(limitation)} from the ${limitation.from}`, limitation)]
        : []),
      ...(since === undefined ? [] : [row(`a ground since ${since}`)]),
      ...(succeeds === undefined ? [] : [row(`called before: ${succeeds.join(', ')}`)]),
    ];
  });
}

function repairRows({ petition, grounds }: Pack, language: string): Row[] {
  const earliest = ({
    amount,
    unit,
    from,
  }: {
    amount: number;
    unit: Parameters<typeof lengthText>[0]['unit'];
    from: string;
  }): string => `${lengthText({ amount, unit })} after ${from}`;
  return [
    [
      'petition',
      petition.allowed ? `possible, by ${petition.by.join(' or ')}` : 'excluded',
      evidence(petition),
    ],
    ...(petition.notBefore
      ? [['not before', earliest(petition.notBefore), evidence(petition.notBefore)] satisfies Row]
      : []),
    ...grounds.flatMap((ground): Row[] => [
      ...(ground.notBefore
        ? [[`not before, ${ground.id}`, earliest(ground.notBefore), evidence(ground.notBefore)] satisfies Row]
        : []),
      ...(ground.repairable && !ground.repairable.allowed
        ? [[ground.id, 'no repair', evidence(ground.repairable)] satisfies Row]
        : []),
    ]),
    ...petition.preconditions.map((each): Row => [
      'precondition',
      titleIn(each.title, language),
      evidence(each),
    ]),
    ...petition.materials.map((each): Row => ['material', titleIn(each.title, language), evidence(each)]),
    ['fee', 'none', evidence(petition.fee)],
    [
      'verification',
      petition.verification.differentPerson ? 'by another person than decides' : 'by the same person',
      evidence(petition.verification),
    ],
    ...(petition.fraud
      ? [
          [
            'obtained by fraud',
            `revoked${petition.fraud.restartsTerm ? ', the term starts again' : ''}${petition.fraud.noEarlyEnd ? ', no early end' : ''}`,
            evidence(petition.fraud),
          ] satisfies Row,
        ]
      : []),
  ];
}

function otherRows(pack: Pack): Row[] {
  const { authorities, notice, review, publication, relisting, retention } = pack;
  return [
    [
      'authorities',
      `${authorities.competent.join(', ')}; at least ${authorities.officersAtLeast} officer(s)`,
      evidence(authorities),
    ],
    [
      'factors',
      pack.factors.weigh.length === 0
        ? 'nothing is weighed'
        : `at least ${pack.factors.atLeast} of: ${pack.factors.weigh.map(({ id }) => id).join(', ')}`,
      evidence(pack.factors),
    ],
    ['the notice says', notice.contents.items.map(({ id }) => id).join(', '), evidence(notice.contents)],
    ['waiver', notice.waiver.allowed ? 'possible, expressly' : 'impossible', evidence(notice.waiver)],
    ...(notice.hearing
      ? [['hearing', `on: ${notice.hearing.triggers.join(', ')}`, evidence(notice.hearing)] satisfies Row]
      : []),
    ...review.separation.map((each): Row => [
      'other persons',
      `${each.act}: not by who did ${each.notBy.join(', ')}`,
      evidence(each),
    ]),
    ...(review.consent
      ? [
          [
            'consent',
            `by the superior authority, for ${review.consent.levels.join(', ')}`,
            evidence(review.consent),
          ] satisfies Row,
        ]
      : []),
    ...(review.recommendation
      ? [
          [
            'recommendation',
            `by ${review.recommendation.by}${review.recommendation.requiredUnless.length > 0 ? `, unless on ${review.recommendation.requiredUnless.join(', ')}` : ''}`,
            evidence(review.recommendation),
          ] satisfies Row,
        ]
      : []),
    ...(review.collective
      ? [
          [
            'collective decision',
            `${review.collective.atLeast} or more, if ${review.collective.triggers.join(', ')}`,
            evidence(review.collective),
          ] satisfies Row,
        ]
      : []),
    ...(review.legalReview
      ? [
          [
            'legal review',
            `if ${review.legalReview.triggers.join(', ')}`,
            evidence(review.legalReview),
          ] satisfies Row,
        ]
      : []),
    [
      'the decision says',
      review.decisionContents.items.map(({ id }) => id).join(', '),
      evidence(review.decisionContents),
    ],
    ...(review.together
      ? [['served together', review.together.documents.join(', '), evidence(review.together)] satisfies Row]
      : []),
    ...(review.standstill
      ? [
          [
            'standstill',
            review.standstill.automaticStay ? 'with automatic stay' : 'without stay',
            evidence(review.standstill),
          ] satisfies Row,
        ]
      : []),
    ...(pack.interim
      ? [
          [
            'interim measure',
            `${pack.interim.measure}, on ${pack.interim.automaticOn}${pack.interim.byDecision ? ' or by decision' : ''}`,
            evidence(pack.interim),
          ] satisfies Row,
        ]
      : []),
    [
      'published',
      publication.public
        ? `organisations: ${publication.fields.organisation.join(', ') || 'nothing'}; persons: ${publication.fields.person.join(', ') || 'not at all'}`
        : 'not public',
      evidence(publication),
    ],
    ...pack.reviewProceedings.map((each): Row => [
      each.forum,
      `stay ${each.stay}${each.timeLimit ? `, within ${lengthText(each.timeLimit)}` : ''}`,
      evidence(each),
    ]),
    [
      'listing again',
      [
        relisting.newFactsOnly ? 'on new facts only' : 'possible',
        relisting.barredFor && `barred for ${lengthText(relisting.barredFor)}`,
      ]
        .filter(Boolean)
        .join(', '),
      evidence(relisting),
    ],
    [
      'kept',
      `${lengthText(retention)} from ${retention.from}, then ${retention.afterwards}`,
      evidence(retention),
    ],
  ];
}
