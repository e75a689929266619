import type { Static, TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';

/** Who did it, why and on what it was decided: what every published fact carries beside its data. `note` is ciphertext. */
export type Recorded = {
  readonly actor: {
    readonly kind: 'person' | 'client' | 'operator' | 'system';
    readonly id: string;
    readonly capacity: string;
    readonly assurance: string;
    readonly mandateId?: string;
    readonly onBehalfOf?: string;
  };
  readonly reasonCode?: string;
  readonly note?: string;
  readonly decidedOn?: readonly { readonly stream: string; readonly version: number }[];
  readonly causationId: string;
};

/** A published fact: CloudEvents 1.0 attributes in words of this code, its public data, and how it came to be recorded. */
export type Fact<Type extends string = string, Data = unknown> = {
  readonly id: string;
  /** The stream it comes from: `/access-delegation/authority-<id>`. */
  readonly source: string;
  readonly type: Type;
  /** Whom it concerns: personId, else memberId, designationId or authorityId. */
  readonly subject: string;
  /** When it was recorded; it acts from the later of this and its own `from`. */
  readonly time: string;
  /** Its version in `source`, from 1 without gaps. */
  readonly sequence: number;
  /** Partition key: facts of one key keep their order. */
  readonly key: string;
  readonly traceparent?: string;
  readonly data: Data;
  readonly recorded: Recorded;
};

export type FactContract<Type extends string = string, Schema extends TSchema = TSchema> = {
  readonly type: Type;
  readonly description: string;
  readonly schema: Schema;
  readonly validator: Validator<Record<never, never>, Schema>;
};

/** Declares a published fact once: its type name, its meaning and the schema its data keeps within this version. */
export const fact = <Type extends string, Schema extends TSchema>(type: Type, description: string, schema: Schema): FactContract<Type, Schema> =>
  ({ type, description, schema, validator: Compile<Schema>(schema) });

type DeepReadonly<T> = T extends readonly (infer Item)[] ? readonly DeepReadonly<Item>[] : T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

/** The data a schema describes, as nobody may change it. */
export type DataOf<Schema extends TSchema> = DeepReadonly<Static<Schema>>;

/** The fact type of a contract. */
export type FactOf<C> = C extends FactContract<infer Type, infer Schema> ? Fact<Type, DataOf<Schema>> : never;
