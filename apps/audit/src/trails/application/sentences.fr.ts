/**
 * One sentence per fact type; `{name}` is filled from the entry. `{actor}`, `{person}` become `{person:<id>}` for the
 * reader's side to put names in. Keys are the names of facts without service and version.
 */
export const sentences: Readonly<Record<string, string>> = {
  'authority-registered': '{actor} a enregistré le pouvoir local {authorityName}.',
  'authority-details-corrected': '{actor} a corrigé les données du pouvoir local.',
  'authority-merged': '{actor} a enregistré la fusion du pouvoir local avec {successorId}.',
  'authority-closed': '{actor} a clôturé le pouvoir local : plus aucun accès n’y est ouvert.',
  'authority-reopened': '{actor} a rouvert le pouvoir local.',
  'office-holder-recorded': '{actor} a enregistré {person} comme {signatoryCapacity} du pouvoir local.',
  'office-holder-ended': '{actor} a mis fin à la fonction de {person} comme signataire du pouvoir local.',
  'mandate-started': '{person} est gestionnaire local de sécurité {managerKind} du {from} {until}.',
  'mandate-suspended': '{actor} a suspendu le mandat de gestionnaire de {person}.',
  'mandate-resumed': '{actor} a levé la suspension du mandat de gestionnaire de {person}.',
  'mandate-ended': 'Le mandat de gestionnaire de {person} a pris fin ({endReason}), par {actor}.',
  'charter-accepted': '{person} a accepté la version {charterVersion} de la charte.',
  'manager-gap-foreseen': 'Dans {daysLeft} jours, le {on}, plus personne ne gérera les accès du pouvoir local.',
  'manager-missing': 'Plus personne ne gère les accès du pouvoir local ; les accès existants continuent.',
  'manager-restored': 'Les accès du pouvoir local sont de nouveau gérés.',
  'member-prepared': '{actor} a préparé le profil de {person} ({function}), à partir du {from} {until}.',
  'member-identified': 'L’identité de {person} a été confirmée.',
  'member-function-changed': '{actor} a changé la fonction de {person} en {function}.',
  'member-suspended': '{actor} a suspendu les accès de {person} ; ses droits sont conservés.',
  'member-resumed': '{actor} a rétabli les accès de {person}.',
  'member-left': '{actor} a mis fin au profil de {person} au {memberLeftAt} ; tous ses droits prennent fin.',
  'access-granted': '{actor} a octroyé à {person} le rôle {role} sur {categories} ({subject}) du {from} {until}{toSelf}.',
  'access-revoked': '{actor} a retiré à {person} le rôle {role} sur {categories} ({subject}).',
  'access-expired': 'Le rôle {role} de {person} sur {categories} ({subject}) est arrivé à échéance.',
  'designation-drafted': '{actor} a préparé la désignation de {person} comme gestionnaire {managerKind}.',
  'designation-signed': '{actor} a signé la désignation de {person} en qualité de {signatoryCapacity}.',
  'designation-submitted': 'La désignation de {person}, signée par les deux signataires, a été déposée.',
  'designation-accepted': '{actor} a accepté sa désignation et la version {charterVersion} de la charte.',
  'review-started': '{actor} a commencé la vérification de la désignation de {person}.',
  'information-requested': '{actor} a demandé un complément sur la désignation de {person}.',
  'information-provided': '{actor} a fourni le complément demandé sur la désignation de {person}.',
  'capacity-verified': '{actor} a vérifié la qualité d’un signataire ({signatoryCapacity}).',
  'designation-approved': '{actor} a validé la désignation de {person}.',
  'designation-refused': '{actor} a refusé la désignation de {person}.',
  'designation-withdrawn': '{actor} a retiré la désignation de {person}.',
  'designation-lapsed': 'La désignation de {person} est caduque : le délai est passé.',
  'designee-identified': 'L’identité de {person}, gestionnaire désigné, a été confirmée.',
  'designation-took-effect': 'La désignation de {person} a pris effet.',
  'designation-could-not-take-effect': 'La désignation de {person} n’a pas pu prendre effet ({code}).',
  'charter-published': '{actor} a publié la version {version} de la charte.',
  'staff-appointed': '{actor} a confié à {person} la fonction {staffFunction} à la Région.',
  'staff-dismissed': '{actor} a retiré à {person} la fonction {staffFunction} à la Région.',
  'withdrawal-ordered': '{actor} a retiré tous les accès de {person}, avec effet immédiat.',
  'withdrawal-confirmed': '{actor} a confirmé le retrait de tous les accès de {person}.',
  'withdrawal-lifted': '{actor} a levé le retrait des accès de {person} ; ils reprennent tels quels.',
  'withdrawal-escalated': 'Le retrait des accès de {person} attend une décision depuis plus de 30 jours ; les accès restent fermés.',
  'subject-published': '{actor} a publié la matière {code}.',
  'category-published': '{actor} a publié la catégorie {code} ({subject}).',
  'category-closed': '{actor} a clôturé la catégorie {code}.',
  'person-confirmed': 'L’identité de {person} est confirmée.',
};

/** Said of a fact whose type this build has no sentence for: the ledger keeps it all the same. */
export const unknownSentence = '{actor} : {type}.';

export const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  role: { READER: 'lecteur', EDITOR: 'éditeur', VALIDATOR: 'validateur', SUBMITTER: 'soumissionnaire' },
  managerKind: { PRIMARY: 'titulaire', DEPUTY: 'suppléant' },
  capacity: {
    OFFICE_HOLDER: 'signataire', MANAGER: 'gestionnaire local de sécurité', MANAGER_IN_GRACE: 'gestionnaire en délai de grâce', OFFICER: 'agent de la Région',
    ADMINISTRATOR: 'administrateur de la Région', HELPDESK: 'helpdesk', AUDITOR: 'auditeur', MEMBER: 'utilisateur', ANYONE: 'personne identifiée', CLIENT: 'application',
    OPERATOR: 'opérateur', SYSTEM: 'système',
  },
  signatoryCapacity: {
    MAYOR: 'bourgmestre', DIRECTOR_GENERAL: 'directeur général', CHAIR: 'président', DIRECTOR: 'directeur', CHIEF_OF_POLICE: 'chef de corps', COMMANDER: 'commandant',
    SECRETARY: 'secrétaire', LEGAL_REPRESENTATIVE: 'représentant légal',
  },
  staffFunction: { OFFICER: 'agent', ADMINISTRATOR: 'administrateur', HELPDESK: 'helpdesk', AUDITOR: 'auditeur' },
  endReason: {
    REPLACED: 'remplacement', RESIGNED: 'démission', LEFT: 'départ', REVOKED_BY_AUTHORITY: 'retiré par le pouvoir local', WITHDRAWN_BY_REGION: 'retiré par la Région',
    EXPIRED: 'échéance', AUTHORITY_CLOSED: 'pouvoir local clôturé', ABUSE: 'abus',
  },
  function: {
    MAYOR: 'bourgmestre', ALDERMAN: 'échevin', COUNCILLOR: 'conseiller', CHAIR: 'président', DIRECTOR_GENERAL: 'directeur général', FINANCE_DIRECTOR: 'directeur financier',
    HEAD_OF_SERVICE: 'chef de service', ADMINISTRATIVE_AGENT: 'agent administratif', TECHNICAL_AGENT: 'agent technique', LEGAL_OFFICER: 'juriste', SECRETARY: 'secrétaire',
    TREASURER: 'trésorier', IT_OFFICER: 'informaticien', EXTERNAL: 'externe', OTHER: 'autre',
  },
};
