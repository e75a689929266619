import { eventCatalogue } from '#kernel';
import type { StaffEvent } from './staff.js';

export const staffEvents = eventCatalogue<StaffEvent>({ StaffAppointed: { version: 1 }, StaffDismissed: { version: 1 } });
