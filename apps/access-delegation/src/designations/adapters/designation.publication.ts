import {
  CapacityVerified, DesignationAccepted, DesignationApproved, DesignationCouldNotTakeEffect, DesignationDrafted, DesignationLapsed, DesignationRefused, DesignationSigned,
  DesignationSubmitted, DesignationTookEffect, DesignationWithdrawn, DesigneeIdentified, InformationProvided, InformationRequested, ReviewStarted,
} from '#contracts';
import { asItIs, publication } from '../../publishing/publication.js';
import { designationEvents } from '../domain/designations.catalogue.js';
import type { DesignationEvent } from '../domain/designations.js';

export const designationPublication = publication<DesignationEvent>('designation', designationEvents, {
  // Who drafted and who approved is told by `recorded.actor`.
  DesignationDrafted: { contract: DesignationDrafted, data: ({ draftedBy: _, ...data }) => data },
  DesignationApproved: { contract: DesignationApproved, data: ({ approvedBy: _, ...data }) => data },
  DesignationSigned: asItIs(DesignationSigned),
  DesignationSubmitted: asItIs(DesignationSubmitted),
  DesignationAccepted: asItIs(DesignationAccepted),
  ReviewStarted: asItIs(ReviewStarted),
  InformationRequested: asItIs(InformationRequested),
  InformationProvided: asItIs(InformationProvided),
  CapacityVerified: asItIs(CapacityVerified),
  DesignationRefused: asItIs(DesignationRefused),
  DesignationWithdrawn: asItIs(DesignationWithdrawn),
  DesignationLapsed: asItIs(DesignationLapsed),
  DesigneeIdentified: asItIs(DesigneeIdentified),
  DesignationTookEffect: asItIs(DesignationTookEffect),
  DesignationCouldNotTakeEffect: asItIs(DesignationCouldNotTakeEffect),
}, ({ data }) => data.authorityId);
