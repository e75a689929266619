import { openStore } from '../../../libs/event-store/src/sqlite.js';

export const dossiers = [openStore];
