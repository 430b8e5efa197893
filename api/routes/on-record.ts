import { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '../deps.ts';
import { recordServiceConsent, recordServiceConsentRoute } from './cases/record-service-consent.ts';
import { announceInterimEnd, announceInterimEndRoute } from './measures/announce-interim-end.ts';
import { holdInterimReview, holdInterimReviewRoute } from './measures/hold-interim-review.ts';
import {
  acknowledgeInterimMeasure,
  acknowledgeInterimMeasureRoute,
} from './measures/acknowledge-interim-measure.ts';
import { considerJoinedDefence, considerJoinedDefenceRoute } from './holder/consider-joined-defence.ts';
import { recordAmends, recordAmendsRoute } from './petitions/record-amends.ts';
import { recordCommitment, recordCommitmentRoute } from './petitions/record-commitment.ts';
import { reportBreach, reportBreachRoute } from './petitions/report-breach.ts';
import { verifyTemporaryLift, verifyTemporaryLiftRoute } from './petitions/verify-temporary-lift.ts';
import { withdrawPetition, withdrawPetitionRoute } from './petitions/withdraw-petition.ts';

/** What is recorded along the way, in whatever stage it comes about. */
export const onRecord = new OpenAPIHono<AppEnv>()
  .openapi(recordServiceConsentRoute, recordServiceConsent)
  .openapi(announceInterimEndRoute, announceInterimEnd)
  .openapi(holdInterimReviewRoute, holdInterimReview)
  .openapi(acknowledgeInterimMeasureRoute, acknowledgeInterimMeasure)
  .openapi(considerJoinedDefenceRoute, considerJoinedDefence)
  .openapi(recordAmendsRoute, recordAmends)
  .openapi(recordCommitmentRoute, recordCommitment)
  .openapi(reportBreachRoute, reportBreach)
  .openapi(withdrawPetitionRoute, withdrawPetition)
  .openapi(verifyTemporaryLiftRoute, verifyTemporaryLift);
