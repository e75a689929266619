import type { DomainCommand, DomainEvent } from '#kernel';
import type { AuthorityType, CategoryKind, Title } from '../../authorities/domain/authority-vocabulary.js';
import type { MayDo } from '../../staff/domain/regional-standing.js';

export type Subject = { readonly code: string; readonly title: Title };
export type Category = {
  readonly code: string;
  readonly subject: string;
  readonly title: Title;
  readonly kind: CategoryKind;
  readonly appliesTo: readonly AuthorityType[];
  readonly assurance?: 'substantial' | 'high';
};

export type SubjectPublished = DomainEvent<'SubjectPublished', Subject>;
export type CategoryPublished = DomainEvent<'CategoryPublished', Category>;
export type CategoryClosed = DomainEvent<'CategoryClosed', { readonly code: string }>;
export type CatalogueEvent = SubjectPublished | CategoryPublished | CategoryClosed;

export type PublishSubject = DomainCommand<'PublishSubject', Subject>;
export type PublishCategory = DomainCommand<'PublishCategory', Category>;
export type CloseCategory = DomainCommand<'CloseCategory', { readonly code: string }>;
export type CatalogueCommand = PublishSubject | PublishCategory | CloseCategory;

export const mayDo: MayDo<CatalogueCommand> = {
  PublishSubject: ['ADMINISTRATOR', 'OPERATOR'],
  PublishCategory: ['ADMINISTRATOR', 'OPERATOR'],
  CloseCategory: ['ADMINISTRATOR', 'OPERATOR'],
};

export type CatalogueState = {
  readonly subjects: Readonly<Record<string, Subject>>;
  readonly categories: Readonly<Record<string, Category & { readonly closed: boolean }>>;
};
export const CATALOGUE_STREAM = 'catalogue';

/** Codes come from outside: `constructor` is a code like any other. */
const at = <Value>(record: Readonly<Record<string, Value>>, code: string): Value | undefined => (Object.hasOwn(record, code) ? record[code] : undefined);
export const subjectIn = ({ subjects }: CatalogueState, code: string): Subject | undefined => at(subjects, code);
export const categoryIn = ({ categories }: CatalogueState, code: string): (Category & { readonly closed: boolean }) | undefined => at(categories, code);
