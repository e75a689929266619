export type AuthorityType =
  | 'MUNICIPALITY' | 'SOCIAL_WELFARE_CENTRE' | 'PROVINCE' | 'INTERMUNICIPAL_COMPANY' | 'PROJECT_ASSOCIATION'
  | 'AUTONOMOUS_MUNICIPAL_ENTERPRISE' | 'AUTONOMOUS_PROVINCIAL_ENTERPRISE' | 'CPAS_ASSOCIATION' | 'POLICE_ZONE' | 'RESCUE_ZONE'
  | 'WORSHIP_ESTABLISHMENT' | 'NON_PROFIT_ASSOCIATION' | 'PUBLIC_HOUSING_COMPANY' | 'OTHER';
export type Supervision = 'REGION' | 'OTHER';
export type Language = 'fr' | 'de' | 'nl';
export type Title = { readonly fr: string; readonly de?: string; readonly nl?: string; readonly en?: string };
export type CategoryKind = 'TSA' | 'TGA' | 'SUB' | 'DECL' | 'AUT' | 'REC';
export type AccessRole = 'READER' | 'EDITOR' | 'VALIDATOR' | 'SUBMITTER';
export type ManagerKind = 'PRIMARY' | 'DEPUTY';
export type MandateEndReason =
  | 'REPLACED' | 'RESIGNED' | 'LEFT' | 'REVOKED_BY_AUTHORITY' | 'WITHDRAWN_BY_REGION' | 'EXPIRED' | 'AUTHORITY_CLOSED' | 'ABUSE';
export type SuspensionLevel = 'MANAGER' | 'OFFICE_HOLDER' | 'REGION';
export type GrantSource = 'DIRECT' | 'BULK' | 'COPY' | 'REQUEST' | 'REVIEW' | 'HANDOVER';
export type SignatoryCapacity =
  | 'MAYOR' | 'DIRECTOR_GENERAL' | 'CHAIR' | 'DIRECTOR' | 'CHIEF_OF_POLICE' | 'COMMANDER' | 'SECRETARY' | 'LEGAL_REPRESENTATIVE';
export type MemberFunction =
  | 'MAYOR' | 'ALDERMAN' | 'COUNCILLOR' | 'CHAIR' | 'DIRECTOR_GENERAL' | 'FINANCE_DIRECTOR' | 'HEAD_OF_SERVICE' | 'ADMINISTRATIVE_AGENT'
  | 'TECHNICAL_AGENT' | 'LEGAL_OFFICER' | 'SECRETARY' | 'TREASURER' | 'IT_OFFICER' | 'EXTERNAL' | 'OTHER';
