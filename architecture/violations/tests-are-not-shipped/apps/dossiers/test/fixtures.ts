export const ourDossier = 'a dossier for specs';
