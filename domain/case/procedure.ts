import { adoptVersion } from '../change/adopt-version.ts';
import { endBasisReview } from '../change/end-basis-review.ts';
import { rederiveClocks } from '../change/rederive-clocks.ts';
import { amendDetermination } from '../determination/amend-determination.ts';
import {
  decideRecusal,
  holdHearing,
  noticeHearing,
  requestHearing,
  requestRecusal,
} from '../notice/hearing.ts';
import { makeRecommendation, passLegalReview } from '../review/examinations.ts';
import { proveDecisionService, serveDecision } from '../review/serve-decision.ts';
import { enterListing } from '../review/enter-listing.ts';
import { holdEntryReview } from '../review/hold-entry-review.ts';
import {
  acknowledgeInterimMeasure,
  announceInterimEnd,
  endInterimMeasure,
  holdInterimReview,
  imposeInterimMeasure,
  reportProceedingsBegan,
} from '../measures/interim.ts';
import {
  acknowledgeLifting,
  liftMeasure,
  reinstateMeasure,
  suspendMeasure,
} from '../measures/measure-acts.ts';
import {
  completePetition,
  requestCompletion,
  verifyPetition,
  withdrawPetition,
} from '../petition/complete-petition.ts';
import { recordAmends } from '../petition/amends.ts';
import { recordCommitment, reportBreach } from '../petition/commitment.ts';
import { revokeRepair } from '../petition/revoke-repair.ts';
import { endTemporaryLift, liftTemporarily, verifyTemporaryLift } from '../petition/temporary-lift.ts';
import { releaseEntry } from '../petition/release-entry.ts';
import { decideObjection, fileObjection } from '../objection/objection.ts';
import { endProceeding, endStay, orderStay, recordProceeding } from '../objection/review-proceeding.ts';
import { acceptTransfer, declineTransfer, transferCase } from '../holder/transfer-case.ts';
import { considerJoinedDefence, joinCase, receiveJoinedCase } from '../holder/joinder.ts';
import { beginBasisReview } from '../holder/linked-case.ts';
import { recordSuccession, reportSubjectEnded } from '../holder/subject-changes.ts';
import { changeExtension, extendClock, withdrawExtension } from './extend-clock.ts';
import { resumeClock, tollClock } from './toll-clock.ts';
import { recordDetermination } from '../determination/record-determination.ts';
import { closeRecord } from '../notice/close-record.ts';
import { proveService } from '../notice/prove-service.ts';
import { reportServiceFailed } from '../notice/report-service-failed.ts';
import { considerResponse, respond, waiveResponse } from '../notice/respond.ts';
import { setAsideService } from '../notice/set-aside-service.ts';
import { recordServiceConsent } from '../notice/service-consent.ts';
import { serveNotice } from '../notice/serve-notice.ts';
import { acceptPetition, decidePetition, rejectPetition } from '../petition/decide-petition.ts';
import { filePetition } from '../petition/file-petition.ts';
import { handOverPublication, publish } from '../register/publish-entry.ts';
import { acknowledgeRetraction } from '../removal/acknowledge-retraction.ts';
import { eraseCase } from '../removal/erase-case.ts';
import { performDuties } from '../removal/perform-duties.ts';
import { reportBasisFallen } from '../removal/report-basis-fallen.ts';
import { reportRemovalTrigger } from '../removal/report-removal-trigger.ts';
import { withdrawCase } from '../removal/withdraw-case.ts';
import { approveListing } from '../review/approve-listing.ts';
import { giveConsent, refuseConsent } from '../review/consent.ts';
import { refuseListing } from '../review/refuse-listing.ts';
import { keepClocks } from './keep-clocks.ts';
import type { CommandType } from './commands.ts';
import type { Handler } from './handler.ts';

/** The commands that open a case; every other command is an act on an open one. */
export type OpeningType = 'open-case' | 'adopt-entry';
export type ActType = Exclude<CommandType, OpeningType>;

/** The procedure as a table: every act on a case, in the order in which a case meets them. */
export const procedure: { readonly [T in ActType]: Handler<T> } = {
  'record-determination': recordDetermination,
  'record-service-consent': recordServiceConsent,
  'serve-notice': serveNotice,
  'report-service-failed': reportServiceFailed,
  'prove-service': proveService,
  'set-aside-service': setAsideService,
  respond,
  'waive-response': waiveResponse,
  'consider-response': considerResponse,
  'request-hearing': requestHearing,
  'notice-hearing': noticeHearing,
  'hold-hearing': holdHearing,
  'request-recusal': requestRecusal,
  'decide-recusal': decideRecusal,
  'close-record': closeRecord,
  'amend-determination': amendDetermination,
  'impose-interim-measure': imposeInterimMeasure,
  'end-interim-measure': endInterimMeasure,
  'report-proceedings-began': reportProceedingsBegan,
  'announce-interim-end': announceInterimEnd,
  'hold-interim-review': holdInterimReview,
  'acknowledge-interim-measure': acknowledgeInterimMeasure,
  'pass-legal-review': passLegalReview,
  'make-recommendation': makeRecommendation,
  'approve-listing': approveListing,
  'refuse-listing': refuseListing,
  'give-consent': giveConsent,
  'refuse-consent': refuseConsent,
  'serve-decision': serveDecision,
  'prove-decision-service': proveDecisionService,
  'enter-listing': enterListing,
  publish,
  'hand-over-publication': handOverPublication,
  'suspend-measure': suspendMeasure,
  'reinstate-measure': reinstateMeasure,
  'lift-measure': liftMeasure,
  'acknowledge-lifting': acknowledgeLifting,
  'hold-entry-review': holdEntryReview,
  'record-amends': recordAmends,
  'record-commitment': recordCommitment,
  'file-petition': filePetition,
  'request-completion': requestCompletion,
  'complete-petition': completePetition,
  'withdraw-petition': withdrawPetition,
  'accept-petition': acceptPetition,
  'reject-petition': rejectPetition,
  'verify-petition': verifyPetition,
  'decide-petition': decidePetition,
  'release-entry': releaseEntry,
  'lift-temporarily': liftTemporarily,
  'verify-temporary-lift': verifyTemporaryLift,
  'end-temporary-lift': endTemporaryLift,
  'revoke-repair': revokeRepair,
  'report-breach': reportBreach,
  'file-objection': fileObjection,
  'decide-objection': decideObjection,
  'record-proceeding': recordProceeding,
  'order-stay': orderStay,
  'end-stay': endStay,
  'end-proceeding': endProceeding,
  'report-basis-fallen': reportBasisFallen,
  'report-removal-trigger': reportRemovalTrigger,
  'withdraw-case': withdrawCase,
  'acknowledge-retraction': acknowledgeRetraction,
  'extend-clock': extendClock,
  'change-extension': changeExtension,
  'withdraw-extension': withdrawExtension,
  'toll-clock': tollClock,
  'resume-clock': resumeClock,
  'transfer-case': transferCase,
  'accept-transfer': acceptTransfer,
  'decline-transfer': declineTransfer,
  'record-succession': recordSuccession,
  'report-subject-ended': reportSubjectEnded,
  'join-case': joinCase,
  'consider-joined-defence': considerJoinedDefence,
  'erase-case': eraseCase,
  'perform-duties': performDuties,
  'receive-joined-case': receiveJoinedCase,
  'begin-basis-review': beginBasisReview,
  'keep-clocks': keepClocks,
  'rederive-clocks': rederiveClocks,
  'adopt-version': adoptVersion,
  'end-basis-review': endBasisReview,
};
