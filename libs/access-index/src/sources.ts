const SERVICE = '/access-delegation/';
export const CATALOGUE = `${SERVICE}catalogue`;
export const CHARTER = `${SERVICE}charter`;
export const STAFF = `${SERVICE}staff`;

const AUTHORITY = `${SERVICE}authority-`;
const WITHDRAWAL = `${SERVICE}withdrawal-`;
export const authoritySource = (authorityId: string): string => AUTHORITY + authorityId;
export const withdrawalSource = (personId: string): string => WITHDRAWAL + personId;
export const isAuthoritySource = (source: string): boolean => source.startsWith(AUTHORITY);

export type Family =
  | { readonly kind: 'catalogue' | 'charter' | 'staff' }
  | { readonly kind: 'authority' | 'withdrawal'; readonly id: string };

/** The stream family of a source, or undefined when it says nothing about access. */
export const familyOf = (source: string): Family | undefined => {
  switch (source) {
    case CATALOGUE: return { kind: 'catalogue' };
    case CHARTER: return { kind: 'charter' };
    case STAFF: return { kind: 'staff' };
  }
  if (source.startsWith(AUTHORITY)) return { kind: 'authority', id: source.slice(AUTHORITY.length) };
  if (source.startsWith(WITHDRAWAL)) return { kind: 'withdrawal', id: source.slice(WITHDRAWAL.length) };
  return undefined;
};
