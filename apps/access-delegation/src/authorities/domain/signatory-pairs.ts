import type { AuthorityType, SignatoryCapacity } from './authority-vocabulary.js';

type Pair = readonly [SignatoryCapacity, SignatoryCapacity];

/** Who signs for an authority: always two, in one of the pairs of its type. */
export const SIGNATORY_PAIRS: Readonly<Record<AuthorityType, readonly Pair[]>> = {
  MUNICIPALITY: [['MAYOR', 'DIRECTOR_GENERAL']],
  SOCIAL_WELFARE_CENTRE: [['CHAIR', 'DIRECTOR_GENERAL']],
  PROVINCE: [['CHAIR', 'DIRECTOR_GENERAL']],
  INTERMUNICIPAL_COMPANY: [['CHAIR', 'DIRECTOR']],
  PROJECT_ASSOCIATION: [['CHAIR', 'LEGAL_REPRESENTATIVE']],
  AUTONOMOUS_MUNICIPAL_ENTERPRISE: [['CHAIR', 'DIRECTOR']],
  AUTONOMOUS_PROVINCIAL_ENTERPRISE: [['CHAIR', 'DIRECTOR']],
  CPAS_ASSOCIATION: [['CHAIR', 'DIRECTOR']],
  POLICE_ZONE: [['CHAIR', 'CHIEF_OF_POLICE'], ['MAYOR', 'CHIEF_OF_POLICE']],
  RESCUE_ZONE: [['CHAIR', 'COMMANDER']],
  WORSHIP_ESTABLISHMENT: [['CHAIR', 'SECRETARY']],
  NON_PROFIT_ASSOCIATION: [['LEGAL_REPRESENTATIVE', 'LEGAL_REPRESENTATIVE']],
  PUBLIC_HOUSING_COMPANY: [['LEGAL_REPRESENTATIVE', 'LEGAL_REPRESENTATIVE']],
  OTHER: [['LEGAL_REPRESENTATIVE', 'LEGAL_REPRESENTATIVE']],
};

/** True when the two may sign together for this type, in whichever order. */
export const signTogether = (type: AuthorityType, one: SignatoryCapacity, other: SignatoryCapacity): boolean =>
  SIGNATORY_PAIRS[type].some(([first, second]) => (one === first && other === second) || (one === second && other === first));

/** Every capacity in which somebody signs for this type. */
export const signatoryCapacities = (type: AuthorityType): readonly SignatoryCapacity[] => [...new Set(SIGNATORY_PAIRS[type].flat())];

/** The pairs of this type in words, as refusals and answers tell them: `MAYOR+DIRECTOR_GENERAL`. */
export const competentPairs = (type: AuthorityType): readonly string[] => SIGNATORY_PAIRS[type].map((pair) => pair.join('+'));
