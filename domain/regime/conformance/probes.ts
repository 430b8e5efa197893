import type { Ground } from '../pack.ts';
import { clock } from './clocks.ts';
import { exclusion, factors, limitation, required } from './determining.ts';
import { hearing } from './hearing.ts';
import { credit, entry, interim, interimByDecision, measure } from './measures.ts';
import { generalDenial, method, noticeContents, noticeRequired, waiver } from './notifying.ts';
import { objection, proceeding } from './objecting.ts';
import { authorities, groundItself, subjects } from './opening.ts';
import {
  breach,
  fee,
  fraud,
  material,
  notBefore,
  notDuringMeasures,
  petition,
  precondition,
  repairable,
  temporaryLift,
  verification,
} from './petitioning.ts';
import { missing, type Bench, type Gap, type Path, type Probe } from './probe.ts';
import { delivery, elsewhere, necessity, onlyIf, publication, recipient } from './publishing.ts';
import { basisFalls, onceForTheSameFacts, relisting, removal, retention, trigger } from './removing.ts';
import {
  collective,
  consent,
  decisionContents,
  legalReview,
  notHeavier,
  recommendation,
  standstill,
  together,
} from './reviewing.ts';
import { separation } from './separating.ts';
import { extension, longer, tolling } from './terms.ts';
import { calendarChanges, dayConvention, postedInTime, tollingCap } from './time-probes.ts';
import { transition } from './transition.ts';

/** The proof of one rule of a pack, by its place: `grounds.3.requires.0`. */
export function probeOf(bench: Bench, path: Path): Probe | Gap {
  const [part, first, second, third] = path;
  switch (part) {
    case 'grounds': {
      const ground = bench.pack.grounds[Number(first)];
      return ground ? groundProbe(bench, ground, path) : missing;
    }
    case 'clocks':
      return clockProbe(bench, String(first), second, Number(third));
    default:
      return (byName[[part, first].join('.')] ?? byName[String(part)])?.(bench, path) ?? missing;
  }
}

type ByPath = (bench: Bench, path: Path) => Probe | Gap;

/** An item of a list is found by its number, at the end of its path. */
const item =
  (probe: (bench: Bench, index: number) => Probe | Gap): ByPath =>
  (bench, path) =>
    probe(bench, Number(path.at(-1)));

const byName: Readonly<Record<string, ByPath>> = {
  transition,
  subjects,
  authorities,
  factors,
  'notice.required': noticeRequired,
  'notice.contents': noticeContents,
  'notice.methods': item(method),
  'notice.waiver': waiver,
  'notice.hearing': hearing,
  'notice.generalDenialSuffices': generalDenial,
  'review.separation': item(separation),
  'review.consent': consent,
  'review.collective': collective,
  'review.legalReview': legalReview,
  'review.recommendation': recommendation,
  'review.decisionContents': decisionContents,
  'review.notHeavierThanNotified': notHeavier,
  'review.onceForTheSameFacts': onceForTheSameFacts,
  'review.standstill': standstill,
  'review.together': together,
  measures: item(measure),
  interim,
  'interim.byDecision': interimByDecision,
  'interim.credit': credit,
  entry,
  publication,
  'publication.necessity': necessity,
  'publication.elsewhere': elsewhere,
  recipients: (bench, path) =>
    path[2] === 'onlyIf' ? onlyIf(bench, Number(path[1])) : recipient(bench, Number(path[1])),
  delivery,
  petition,
  'petition.notBefore': (bench) => notBefore(bench, undefined),
  'petition.preconditions': item(precondition),
  'petition.materials': item(material),
  'petition.fee': fee,
  'petition.verification': verification,
  'petition.fraud': fraud,
  'petition.breach': breach,
  'petition.notDuringMeasures': notDuringMeasures,
  'petition.temporaryLift': temporaryLift,
  objection,
  reviewProceedings: item(proceeding),
  basisFalls,
  removal,
  'removal.triggers': item(trigger),
  relisting,
  retention,
  dayConventions: item(dayConvention),
  calendarChanges,
};

function groundProbe(bench: Bench, ground: Ground, path: Path): Probe | Gap {
  const index = Number(path[3]);
  switch (path[2]) {
    case undefined:
      return groundItself(bench, ground);
    case 'exclusions':
      return exclusion(bench, ground, index);
    case 'requires':
      return required(bench, ground, index);
    case 'limitation':
      return limitation(bench, ground);
    case 'repairable':
      return repairable(bench, ground, path);
    case 'notBefore':
      return notBefore(bench, ground);
    default:
      return missing;
  }
}

function clockProbe(
  bench: Bench,
  key: string,
  part: string | number | undefined,
  index: number,
): Probe | Gap {
  switch (part) {
    case undefined:
      return clock(bench, key);
    case 'extension':
      return extension(bench, key);
    case 'longer':
      return longer(bench, key);
    case 'tolling':
      return tolling(bench, key, index);
    case 'tollingCap':
      return tollingCap(bench, key);
    case 'postedInTime':
      return postedInTime(bench, key);
    default:
      return missing;
  }
}
