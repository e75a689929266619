import Type, { type Static } from 'typebox';

export const Uuid = Type.String({ minLength: 36, maxLength: 36, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });
/** UTC, millisecond precision. Periods are half-open: `from` is inside, `until` is not; `null` has no end. */
export const InstantText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' });
export const OpenEnd = Type.Union([InstantText, Type.Null()]);
export const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
export const Code = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_.-]+$' });

export const AUTHORITY_TYPES = [
  'MUNICIPALITY', 'SOCIAL_WELFARE_CENTRE', 'PROVINCE', 'INTERMUNICIPAL_COMPANY', 'PROJECT_ASSOCIATION',
  'AUTONOMOUS_MUNICIPAL_ENTERPRISE', 'AUTONOMOUS_PROVINCIAL_ENTERPRISE', 'CPAS_ASSOCIATION', 'POLICE_ZONE', 'RESCUE_ZONE',
  'WORSHIP_ESTABLISHMENT', 'NON_PROFIT_ASSOCIATION', 'PUBLIC_HOUSING_COMPANY', 'OTHER',
] as const;
export const AuthorityType = Type.Enum(AUTHORITY_TYPES);
export type AuthorityType = (typeof AUTHORITY_TYPES)[number];

/** Whether the Region supervises the authority (tutelle); OTHER: German-speaking communes, Comines-Warneton, rescue zones … (BR-07). */
export const SUPERVISIONS = ['REGION', 'OTHER'] as const;
export const Supervision = Type.Enum(SUPERVISIONS);
export type Supervision = (typeof SUPERVISIONS)[number];

/** TSA: special approval, TGA: general annulment, SUB: subsidy, DECL: declaration, AUT: authorisation, REC: appeal or opinion. */
export const CATEGORY_KINDS = ['TSA', 'TGA', 'SUB', 'DECL', 'AUT', 'REC'] as const;
export const CategoryKind = Type.Enum(CATEGORY_KINDS);
export type CategoryKind = (typeof CATEGORY_KINDS)[number];

/** EDITOR, VALIDATOR and SUBMITTER each imply READER and nothing else (BR-31). */
export const ACCESS_ROLES = ['READER', 'EDITOR', 'VALIDATOR', 'SUBMITTER'] as const;
export const AccessRole = Type.Enum(ACCESS_ROLES);
export type AccessRole = (typeof ACCESS_ROLES)[number];

export const ACTIONS = ['read', 'edit', 'validate', 'submit'] as const;
export type Action = (typeof ACTIONS)[number];

export const MANAGER_KINDS = ['PRIMARY', 'DEPUTY'] as const;
export const ManagerKind = Type.Enum(MANAGER_KINDS);
export type ManagerKind = (typeof MANAGER_KINDS)[number];

export const MANDATE_END_REASONS = ['REPLACED', 'RESIGNED', 'LEFT', 'REVOKED_BY_AUTHORITY', 'WITHDRAWN_BY_REGION', 'EXPIRED', 'AUTHORITY_CLOSED', 'ABUSE'] as const;
export const MandateEndReason = Type.Enum(MANDATE_END_REASONS);
export type MandateEndReason = (typeof MANDATE_END_REASONS)[number];

/** Who suspended: only the same level or a higher one (later in this list) may lift it. */
export const SUSPENSION_LEVELS = ['MANAGER', 'OFFICE_HOLDER', 'REGION'] as const;
export const SuspensionLevel = Type.Enum(SUSPENSION_LEVELS);
export type SuspensionLevel = (typeof SUSPENSION_LEVELS)[number];

export const GRANT_SOURCES = ['DIRECT', 'BULK', 'COPY', 'REQUEST', 'REVIEW', 'HANDOVER'] as const;
export const GrantSource = Type.Enum(GRANT_SOURCES);
export type GrantSource = (typeof GRANT_SOURCES)[number];

/** Capacity in which a signatory signs, by type of authority (domain.md §2.4). */
export const SIGNATORY_CAPACITIES = ['MAYOR', 'DIRECTOR_GENERAL', 'CHAIR', 'DIRECTOR', 'CHIEF_OF_POLICE', 'COMMANDER', 'SECRETARY', 'LEGAL_REPRESENTATIVE'] as const;
export const SignatoryCapacity = Type.Enum(SIGNATORY_CAPACITIES);
export type SignatoryCapacity = (typeof SIGNATORY_CAPACITIES)[number];

/** What somebody does in the authority: a code, never a free title (titles are personal data of identity). */
export const MEMBER_FUNCTIONS = [
  'MAYOR', 'ALDERMAN', 'COUNCILLOR', 'CHAIR', 'DIRECTOR_GENERAL', 'FINANCE_DIRECTOR', 'HEAD_OF_SERVICE', 'ADMINISTRATIVE_AGENT',
  'TECHNICAL_AGENT', 'LEGAL_OFFICER', 'SECRETARY', 'TREASURER', 'IT_OFFICER', 'EXTERNAL', 'OTHER',
] as const;
export const MemberFunction = Type.Enum(MEMBER_FUNCTIONS);
export type MemberFunction = (typeof MEMBER_FUNCTIONS)[number];

export const STAFF_FUNCTIONS = ['OFFICER', 'ADMINISTRATOR', 'HELPDESK', 'AUDITOR'] as const;
export const StaffFunction = Type.Enum(STAFF_FUNCTIONS);
export type StaffFunction = (typeof STAFF_FUNCTIONS)[number];

/** Empty lists mean everywhere. `subjects` are codes of the catalogue, `provinces` NIS codes. */
export const StaffScope = Type.Object({ subjects: Type.Array(Code), provinces: Type.Array(Code) });
export type StaffScope = Static<typeof StaffScope>;

export const Title = Type.Object({ fr: Type.String(), de: Type.Optional(Type.String()), nl: Type.Optional(Type.String()), en: Type.Optional(Type.String()) });
export type Title = Static<typeof Title>;
