import { StaffAppointed, StaffDismissed } from '#contracts';
import { asItIs, publication } from '../../publishing/publication.js';
import { staffEvents } from '../domain/staff.catalogue.js';
import type { StaffEvent } from '../domain/staff.js';

export const staffPublication = publication<StaffEvent>('staff', staffEvents, {
  StaffAppointed: asItIs(StaffAppointed),
  StaffDismissed: asItIs(StaffDismissed),
}, () => 'staff');
