/** A published fact as the ledger holds it, of whatever type: only what the trail reads. */
export type ReceivedFact = {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly sequence: number;
  readonly data: FactData;
  readonly recorded: {
    readonly actor: { readonly kind: string; readonly id: string; readonly capacity: string };
    readonly reasonCode?: string;
    readonly note?: string;
  };
};

export type FactData = { readonly [name: string]: unknown };

/** `/access-delegation/authority-<id>` is the stream `authority-<id>`. */
export const streamOf = (source: string): string => source.slice(source.lastIndexOf('/') + 1);

/** `access-delegation.access-granted.v1` is `access-granted`. */
export const nameOf = (type: string): string => type.replace(/^[^.]+\./, '').replace(/\.v\d+$/, '');
