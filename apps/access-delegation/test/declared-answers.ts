type Schema = {
  readonly $ref?: string; readonly allOf?: readonly Schema[]; readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>; readonly required?: readonly string[];
};
type Operation = { readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>> };
/** As much of an OpenAPI document as a comparison needs. */
export type ApiDocument = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/** Where an answer has a member that its schema does not declare, or lacks one that it promises. */
export const differencesIn = (document: ApiDocument, method: string, path: string, answer: unknown): readonly string[] => {
  const schema = document.paths[path]?.[method]?.responses['200']?.content?.['application/json']?.schema;
  return schema === undefined ? [`${path} declares no answer`] : differences(document, schema, answer, '');
};

const resolved = (document: ApiDocument, { $ref, allOf, ...schema }: Schema): Schema => {
  const [only] = allOf ?? [];
  if (only) return resolved(document, only);
  return $ref === undefined ? schema : document.components.schemas[$ref.slice($ref.lastIndexOf('/') + 1)] ?? {};
};

const differences = (document: ApiDocument, declared: Schema, value: unknown, at: string): readonly string[] => {
  const { items, properties, required = [] } = resolved(document, declared);
  if (Array.isArray(value)) return items ? value.flatMap((item) => differences(document, items, item, `${at}[]`)) : [];
  if (typeof value !== 'object' || value === null || properties === undefined) return [];
  const members = Object.entries(value);
  return [
    ...required.filter((name) => !Object.hasOwn(value, name)).map((name) => `${at}.${name} is missing`),
    ...members.flatMap(([name, member]) => {
      const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return schema ? differences(document, schema, member, `${at}.${name}`) : [`${at}.${name} is not declared`];
    }),
  ];
};
