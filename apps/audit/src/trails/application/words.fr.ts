type Words = Readonly<Record<string, string>>;

export const roles: Words = { READER: 'lecteur', EDITOR: 'éditeur', VALIDATOR: 'validateur', SUBMITTER: 'soumissionnaire' };
export const managerKinds: Words = { PRIMARY: 'titulaire', DEPUTY: 'suppléant' };
export const capacities: Words = {
  OFFICE_HOLDER: 'signataire', MANAGER: 'gestionnaire local de sécurité', MANAGER_IN_GRACE: 'gestionnaire en délai de grâce', OFFICER: 'agent de la Région',
  ADMINISTRATOR: 'administrateur de la Région', HELPDESK: 'helpdesk', AUDITOR: 'auditeur', MEMBER: 'utilisateur', ANYONE: 'personne identifiée', CLIENT: 'application',
  OPERATOR: 'opérateur', SYSTEM: 'système',
};
export const signatoryCapacities: Words = {
  MAYOR: 'bourgmestre', DIRECTOR_GENERAL: 'directeur général', CHAIR: 'président', DIRECTOR: 'directeur', CHIEF_OF_POLICE: 'chef de corps', COMMANDER: 'commandant',
  SECRETARY: 'secrétaire', LEGAL_REPRESENTATIVE: 'représentant légal',
};
export const staffFunctions: Words = { OFFICER: 'agent', ADMINISTRATOR: 'administrateur', HELPDESK: 'helpdesk', AUDITOR: 'auditeur' };
export const endReasons: Words = {
  REPLACED: 'remplacement', RESIGNED: 'démission', LEFT: 'départ', REVOKED_BY_AUTHORITY: 'retrait par le pouvoir local', WITHDRAWN_BY_REGION: 'retrait par la Région',
  EXPIRED: 'échéance', AUTHORITY_CLOSED: 'clôture du pouvoir local', ABUSE: 'abus',
};
export const memberFunctions: Words = {
  MAYOR: 'bourgmestre', ALDERMAN: 'échevin', COUNCILLOR: 'conseiller', CHAIR: 'président', DIRECTOR_GENERAL: 'directeur général', FINANCE_DIRECTOR: 'directeur financier',
  HEAD_OF_SERVICE: 'chef de service', ADMINISTRATIVE_AGENT: 'agent administratif', TECHNICAL_AGENT: 'agent technique', LEGAL_OFFICER: 'juriste', SECRETARY: 'secrétaire',
  TREASURER: 'trésorier', IT_OFFICER: 'informaticien', EXTERNAL: 'externe', OTHER: 'autre',
};

export const supervisions: Words = { REGION: 'tutelle de la Région', OTHER: 'autre tutelle' };
export const languages: Words = { fr: 'français', de: 'allemand', nl: 'néerlandais' };
/** By the code that Statbel gives them. */
export const provinces: Words = { 20002: 'Brabant wallon', 50000: 'Hainaut', 60000: 'Liège', 80000: 'Luxembourg', 90000: 'Namur' };

/** Reasons are codes that whoever acts may choose; these are those of the Guichet itself, and the usual ones. */
export const reasons: Words = {
  ABUSE: 'abus', MISUSE: 'mauvais usage', MANIFEST_MISUSE: 'abus manifeste', FRAUD: 'fraude', ANNULLED: 'annulation par une juridiction', ACTOR_WITHDRAWN: 'octroyé par une personne dont les accès sont retirés',
  RENOUNCED: 'renonciation', DECLINED: 'désignation déclinée', BULK_UNDONE: 'annulation d’un octroi groupé', JOB_CHANGED: 'changement de fonctions', CHANGE_OF_DUTIES: 'changement de fonctions',
  NEW_DUTIES: 'nouvelles fonctions', NEW_TASKS: 'nouvelles tâches', MOVED: 'changement de service', HANDOVER: 'reprise de dossiers', ABSENCE: 'absence', REPLACEMENT: 'remplacement', STAND_IN: 'remplacement',
  REPLACES_ABSENT_COLLEAGUE: 'remplacement d’un collègue absent', SMALL_TEAM: 'équipe réduite', REORGANISATION: 'réorganisation', NOT_COMPETENT: 'signataire non compétent',
  REPLACED: 'remplacement', RESIGNED: 'démission', LEFT: 'départ', REVOKED_BY_AUTHORITY: 'retrait par le pouvoir local', WITHDRAWN_BY_REGION: 'retrait par la Région',
  EXPIRED: 'échéance', AUTHORITY_CLOSED: 'clôture du pouvoir local',
};
/** Why an approved designation could not take effect. */
export const obstacles: Words = {
  'already-member': 'la personne a déjà un profil pour cette période', 'too-many-deputies': 'le nombre de suppléants est atteint', 'external-not-permitted': 'un externe ne peut gérer ce pouvoir local', 'period-empty': 'période vide',
  'mandate-starts-later': 'le mandat commence plus tard', 'mandate-over': 'le mandat est échu', 'mandate-too-long': 'mandat trop long', 'person-not-confirmed': 'identité non confirmée',
  'member-access-suspended': 'accès retirés par la Région', 'charter-not-current': 'charte en vigueur non acceptée', 'member-is-someone-else': 'le profil est celui d’une autre personne',
  'membership-over': 'le profil a pris fin', 'authority-closed': 'pouvoir local clôturé',
};

export const denials: Words = {
  'authority-closed': 'pouvoir local clôturé', 'category-unknown': 'catégorie absente du catalogue', 'category-closed': 'catégorie clôturée',
  'category-not-offered': 'catégorie non ouverte à ce pouvoir local', 'access-suspended': 'accès retirés par la Région', 'not-a-member': 'identité pas encore confirmée',
  'member-suspended': 'profil suspendu',
};

/** A code without a word is said as it is. */
export const inWords = (words: Words, code: unknown): string => words[String(code)] ?? String(code);
