import { eventCatalogue } from '#kernel';
import type { DesignationEvent } from './designations.js';

export const designationEvents = eventCatalogue<DesignationEvent>({
  DesignationDrafted: { version: 1 },
  DesignationSigned: { version: 1 },
  DesignationSubmitted: { version: 1 },
  DesignationAccepted: { version: 1 },
  ReviewStarted: { version: 1 },
  InformationRequested: { version: 1 },
  InformationProvided: { version: 1 },
  CapacityVerified: { version: 1 },
  DesignationApproved: { version: 1 },
  DesignationRefused: { version: 1 },
  DesignationWithdrawn: { version: 1 },
  DesignationLapsed: { version: 1 },
  DesigneeIdentified: { version: 1 },
  DesignationTookEffect: { version: 1 },
  DesignationCouldNotTakeEffect: { version: 1 },
});
