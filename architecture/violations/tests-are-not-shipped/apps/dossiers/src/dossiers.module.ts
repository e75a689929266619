import { ourDossier } from '../test/fixtures.js';

export const dossiers = [ourDossier];
