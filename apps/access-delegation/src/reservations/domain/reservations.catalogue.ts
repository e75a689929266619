import { eventCatalogue } from '#kernel';
import type { ReservationEvent } from './reservations.js';

export const reservationEvents = eventCatalogue<ReservationEvent>({ Reserved: { version: 1 }, Released: { version: 1 } });
