import { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '../deps.ts';
import { acknowledgeRetraction, acknowledgeRetractionRoute } from './cases/acknowledge-retraction.ts';
import { eraseCase, eraseCaseRoute } from './cases/erase-case.ts';
import { reportBasisFallen, reportBasisFallenRoute } from './cases/report-basis-fallen.ts';
import { reportRemovalTrigger, reportRemovalTriggerRoute } from './cases/report-removal-trigger.ts';
import { withdrawCase, withdrawCaseRoute } from './cases/withdraw-case.ts';
import { changeExtension, changeExtensionRoute } from './clocks/change-extension.ts';
import { extendClock, extendClockRoute } from './clocks/extend-clock.ts';
import { resumeClock, resumeClockRoute } from './clocks/resume-clock.ts';
import { tollClock, tollClockRoute } from './clocks/toll-clock.ts';
import { withdrawExtension, withdrawExtensionRoute } from './clocks/withdraw-extension.ts';
import { acceptTransfer, acceptTransferRoute } from './holder/accept-transfer.ts';
import { declineTransfer, declineTransferRoute } from './holder/decline-transfer.ts';
import { joinCase, joinCaseRoute } from './holder/join-case.ts';
import { recordSuccession, recordSuccessionRoute } from './holder/record-succession.ts';
import { reportSubjectEnded, reportSubjectEndedRoute } from './holder/report-subject-ended.ts';
import { transferCase, transferCaseRoute } from './holder/transfer-case.ts';
import { acknowledgeLifting, acknowledgeLiftingRoute } from './measures/acknowledge-lifting.ts';
import { liftMeasure, liftMeasureRoute } from './measures/lift-measure.ts';
import { reinstateMeasure, reinstateMeasureRoute } from './measures/reinstate-measure.ts';
import { suspendMeasure, suspendMeasureRoute } from './measures/suspend-measure.ts';
import { decideObjection, decideObjectionRoute } from './objections/decide-objection.ts';
import { fileObjection, fileObjectionRoute } from './objections/file-objection.ts';
import { acceptPetition, acceptPetitionRoute } from './petitions/accept-petition.ts';
import { completePetition, completePetitionRoute } from './petitions/complete-petition.ts';
import { decidePetition, decidePetitionRoute } from './petitions/decide-petition.ts';
import { endTemporaryLift, endTemporaryLiftRoute } from './petitions/end-temporary-lift.ts';
import { filePetition, filePetitionRoute } from './petitions/file-petition.ts';
import { getPetitionEligibility, getPetitionEligibilityRoute } from './petitions/get-petition-eligibility.ts';
import { liftTemporarily, liftTemporarilyRoute } from './petitions/lift-temporarily.ts';
import { rejectPetition, rejectPetitionRoute } from './petitions/reject-petition.ts';
import { releaseEntry, releaseEntryRoute } from './petitions/release-entry.ts';
import { requestCompletion, requestCompletionRoute } from './petitions/request-completion.ts';
import { revokeRepair, revokeRepairRoute } from './petitions/revoke-repair.ts';
import { verifyPetition, verifyPetitionRoute } from './petitions/verify-petition.ts';
import { endProceeding, endProceedingRoute } from './proceedings/end-proceeding.ts';
import { endStay, endStayRoute } from './proceedings/end-stay.ts';
import { orderStay, orderStayRoute } from './proceedings/order-stay.ts';
import { recordProceeding, recordProceedingRoute } from './proceedings/record-proceeding.ts';
import { endBasisReview, endBasisReviewRoute } from './review/end-basis-review.ts';
import { holdEntryReview, holdEntryReviewRoute } from './review/hold-entry-review.ts';

/** The acts on an entry, in the order in which a case meets them, and those possible in many stages. */
export const afterListing = new OpenAPIHono<AppEnv>()
  .openapi(suspendMeasureRoute, suspendMeasure)
  .openapi(reinstateMeasureRoute, reinstateMeasure)
  .openapi(liftMeasureRoute, liftMeasure)
  .openapi(acknowledgeLiftingRoute, acknowledgeLifting)
  .openapi(holdEntryReviewRoute, holdEntryReview)
  .openapi(getPetitionEligibilityRoute, getPetitionEligibility)
  .openapi(filePetitionRoute, filePetition)
  .openapi(requestCompletionRoute, requestCompletion)
  .openapi(completePetitionRoute, completePetition)
  .openapi(acceptPetitionRoute, acceptPetition)
  .openapi(rejectPetitionRoute, rejectPetition)
  .openapi(verifyPetitionRoute, verifyPetition)
  .openapi(decidePetitionRoute, decidePetition)
  .openapi(releaseEntryRoute, releaseEntry)
  .openapi(liftTemporarilyRoute, liftTemporarily)
  .openapi(endTemporaryLiftRoute, endTemporaryLift)
  .openapi(revokeRepairRoute, revokeRepair)
  .openapi(fileObjectionRoute, fileObjection)
  .openapi(decideObjectionRoute, decideObjection)
  .openapi(recordProceedingRoute, recordProceeding)
  .openapi(orderStayRoute, orderStay)
  .openapi(endStayRoute, endStay)
  .openapi(endProceedingRoute, endProceeding)
  .openapi(reportBasisFallenRoute, reportBasisFallen)
  .openapi(reportRemovalTriggerRoute, reportRemovalTrigger)
  .openapi(endBasisReviewRoute, endBasisReview)
  .openapi(withdrawCaseRoute, withdrawCase)
  .openapi(acknowledgeRetractionRoute, acknowledgeRetraction)
  .openapi(eraseCaseRoute, eraseCase)
  .openapi(extendClockRoute, extendClock)
  .openapi(changeExtensionRoute, changeExtension)
  .openapi(withdrawExtensionRoute, withdrawExtension)
  .openapi(tollClockRoute, tollClock)
  .openapi(resumeClockRoute, resumeClock)
  .openapi(transferCaseRoute, transferCase)
  .openapi(acceptTransferRoute, acceptTransfer)
  .openapi(declineTransferRoute, declineTransfer)
  .openapi(recordSuccessionRoute, recordSuccession)
  .openapi(reportSubjectEndedRoute, reportSubjectEnded)
  .openapi(joinCaseRoute, joinCase);
