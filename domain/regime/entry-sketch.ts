import type { Pack } from './pack.ts';
import { lengthText } from './phrases.ts';
import { Drawing, lawOf, running, type Sketch } from './sketch.ts';

/** The line of the entry lies between that of the petition, above it, and those of what else may take it off. */
const LINE = 1;
const FELL = 2;
const OBJECTED = 3;

/** From the entry to its removal, everywhere. */
export function entrySketch(pack: Pack): Sketch {
  const drawing = new Drawing().next({
    id: 'entered',
    kind: 'start',
    who: 'authority',
    name: 'Listed',
    row: LINE,
  });
  const delay = pack.publication.delay === undefined ? undefined : pack.clocks[pack.publication.delay];
  if (delay)
    drawing.next({
      id: 'delay',
      kind: 'timer',
      who: 'authority',
      name: `Publication after ${lengthText(delay)}`,
      row: LINE,
      clock: lawOf(delay),
    });
  drawing
    .next({
      id: 'publish',
      kind: 'task',
      who: 'authority',
      name: 'Enter, publish and deliver',
      row: LINE,
      clock: running(pack, ['listed']),
    })
    .next({ id: 'received', kind: 'event', who: 'recipients', name: 'Entry received' })
    .next({ id: 'standing', kind: 'choice', who: 'authority', name: 'Stands until', row: LINE });
  fallsDue(drawing, pack);
  petitioned(drawing, pack);
  disputed(drawing, pack);
  drawing.ahead(5);
  removed(drawing, pack);
  return { id: 'removal', name: 'From entry to removal', steps: drawing.steps, ways: drawing.ways };
}

/** The end of the term, and the fall of the basis: nobody has to ask. */
function fallsDue(drawing: Drawing, { clocks, entry }: Pack): void {
  const term = clocks[entry.term];
  const end = entry.endIsMinimum ? 'least term' : 'term ends';
  drawing
    .beside(
      {
        id: 'term',
        kind: 'timer',
        who: 'authority',
        name: term ? `${term.chosen ? 'up to ' : ''}${lengthText(term)}: ${end}` : end,
        row: LINE,
        clock: term && lawOf(term),
      },
      2,
    )
    .beside({ id: 'basis', kind: 'catch', who: 'authority', name: 'Basis falls', row: FELL }, 2)
    .way('standing', 'term')
    .way('standing', 'basis', undefined, 'down')
    .way('basis', 'remove');
  if (entry.endIsMinimum)
    drawing
      .beside(
        {
          id: 'release',
          kind: 'task',
          who: 'authority',
          name: 'Release, once its conditions are met',
          row: LINE,
        },
        3,
      )
      .way('term', 'release')
      .way('release', 'remove');
  else drawing.way('term', 'remove');
}

function petitioned(drawing: Drawing, pack: Pack): void {
  const { petition } = pack;
  if (!petition.allowed) return;
  const earliest = petition.notBefore;
  drawing
    .beside(
      {
        id: 'petition',
        kind: 'receive',
        who: 'subject',
        name: 'Petition for repair',
        clock: earliest && {
          ...lawOf(earliest),
          text: `from ${lengthText(earliest)} after ${earliest.from}`,
        },
      },
      1,
    )
    .beside(
      {
        id: 'accept',
        kind: 'task',
        who: 'authority',
        name: 'Accept, or ask once to complete',
        clock: running(pack, ['petition-filed'], 'accept'),
      },
      2,
    )
    .beside(
      {
        id: 'decide-petition',
        kind: 'task',
        who: 'authority',
        name: petition.verification.differentPerson ? 'Decide, by another person' : 'Decide on the petition',
        clock: running(pack, ['petition-accepted', 'petition-filed'], 'decide'),
      },
      3,
    )
    .beside({ id: 'granted', kind: 'gateway', who: 'authority', name: 'Granted?' }, 4)
    .way('standing', 'petition', undefined, 'up')
    .way('petition', 'accept')
    .way('accept', 'decide-petition')
    .way('decide-petition', 'granted')
    .way('granted', 'standing', 'no')
    .way('granted', 'remove', 'yes', 'down');
}

/** What the subject says against the data, and against the decision. */
function disputed(drawing: Drawing, pack: Pack): void {
  const { objection, reviewProceedings } = pack;
  if (objection)
    drawing
      .beside(
        {
          id: 'objection',
          kind: 'catch',
          who: 'authority',
          name: `Objection: ${objection.lanes.join(', ')}`,
          row: OBJECTED,
        },
        2,
      )
      .beside(
        {
          id: 'decide-objection',
          kind: 'task',
          who: 'authority',
          name: 'Annotate, look into it, decide',
          row: OBJECTED,
          clock: running(pack, ['objection-filed']),
        },
        3,
      )
      .beside({ id: 'mistaken', kind: 'gateway', who: 'authority', name: 'Mistaken?', row: OBJECTED }, 4)
      .way('standing', 'objection', undefined, 'down')
      .way('objection', 'decide-objection')
      .way('decide-objection', 'mistaken')
      .way('mistaken', 'remove', 'identity')
      .way('mistaken', 'standing', 'else: corrected, or not');
  if (reviewProceedings.length === 0) return;
  const row = objection ? OBJECTED + 1 : OBJECTED;
  drawing
    .beside({ id: 'proceeding', kind: 'catch', who: 'authority', name: 'Review proceeding begins', row }, 2)
    .beside(
      {
        id: 'review',
        kind: 'task',
        who: 'authority',
        name: reviewProceedings.map(({ forum, stay }) => `${forum}: stay ${stay}`).join(', '),
        row,
      },
      3,
    )
    .beside({ id: 'annulled', kind: 'gateway', who: 'authority', name: 'Annulled?', row }, 4)
    .way('standing', 'proceeding', undefined, 'down')
    .way('proceeding', 'review')
    .way('review', 'annulled')
    .way('annulled', 'remove', 'yes')
    .way('annulled', 'standing', 'no');
}

function removed(drawing: Drawing, pack: Pack): void {
  const { petition } = pack;
  const closed = { id: 'closed', kind: 'end', name: 'Closed, or escalated and named' } as const;
  drawing
    .beside({
      id: 'remove',
      kind: 'task',
      who: 'authority',
      name: 'Remove: unpublish, lift, retract',
      row: LINE,
      clock: running(pack, ['removal-began']),
    })
    .on('remove')
    .next({
      id: 'acknowledge',
      kind: 'task',
      who: 'recipients',
      name: 'Acknowledge, each recipient',
      clock: running(pack, ['retraction-sent']),
    });
  if (!petition.allowed || petition.fraud === undefined) {
    drawing.next({ ...closed, who: 'recipients' });
    return;
  }
  const { restartsTerm } = petition.fraud;
  drawing
    .next({ id: 'fraud', kind: 'gateway', who: 'authority', name: 'Fraud?', row: LINE })
    .beside({
      id: 'revoke',
      kind: 'task',
      who: 'authority',
      name: restartsTerm ? 'Revoke the repair: the term starts again' : 'Revoke the repair',
      row: FELL,
    })
    .way('fraud', 'revoke', 'yes', 'down')
    .way('revoke', 'standing')
    .on('fraud', 'no')
    .next({ ...closed, who: 'authority', row: LINE });
}
