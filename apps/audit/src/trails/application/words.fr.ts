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

export const denials: Words = {
  'authority-closed': 'pouvoir local clôturé', 'category-unknown': 'catégorie absente du catalogue', 'category-closed': 'catégorie clôturée',
  'category-not-offered': 'catégorie non ouverte à ce pouvoir local', 'access-suspended': 'accès retirés par la Région', 'not-a-member': 'identité pas encore confirmée',
  'member-suspended': 'profil suspendu',
};

/** A code without a word is said as it is. */
export const inWords = (words: Words, code: unknown): string => words[String(code)] ?? String(code);
