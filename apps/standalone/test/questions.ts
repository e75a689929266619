import type { Action } from '#contracts';
import { instant } from '#kernel';
import { CATEGORIES } from './access-changer.js';
import type { Client } from './client.js';
import type { PrivateSpace } from './private-space.js';

export type Checked = {
  readonly personId: string;
  readonly action: Action;
  readonly authorityId: string;
  readonly category: string;
  readonly at: string;
  readonly decision: unknown;
};

const ACTIONS: readonly Action[] = ['read', 'edit'];
const MINUTE = 60_000;

/** Whether each member may do what is granted here, in a minute. */
export const checksOf = async (client: Client, { authorityId, manager, members }: PrivateSpace): Promise<readonly Checked[]> => {
  const asked = members.flatMap(({ person }) => ACTIONS.flatMap((action) => CATEGORIES.map((category) => ({ personId: person.id, action, authorityId, category }))));
  const at = instant(Date.now() + MINUTE);
  const evaluations = asked.map(({ personId, action, category }) => ({
    subject: { type: 'person', id: personId }, action: { name: action }, resource: { type: 'category', id: `${authorityId}/${category}` },
  }));
  const { body } = await client.post({ by: manager, path: '/access/v1/evaluations', body: { evaluations, context: { asOf: at } }, key: '-' });
  const answers = body['evaluations'] as readonly { readonly decision: boolean }[];
  return asked.map((question, index) => ({ ...question, at, decision: answers[index]?.decision }));
};

/** The version of the authority's stream up to which audit tells its manager. */
export const newestTold = async (client: Client, { authorityId, manager }: PrivateSpace): Promise<number> => {
  const { items } = await client.get(manager, `/audit/v1/authorities/${authorityId}/trail?order=desc&limit=20`);
  const told = (items as readonly { readonly evidence: { readonly source: string; readonly sequence: number } }[])
    .filter(({ evidence }) => evidence.source.endsWith(`/authority-${authorityId}`));
  return Math.max(0, ...told.map(({ evidence }) => evidence.sequence));
};

/** The events of the authority's own stream, as audit tells them to its manager. */
export const trailOf = async (client: Client, { authorityId, manager }: PrivateSpace): Promise<readonly string[]> => {
  const told: string[] = [];
  for (let cursor: unknown = ''; typeof cursor === 'string';) {
    const page = await client.get(manager, `/audit/v1/authorities/${authorityId}/trail?order=asc&limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
    const items = page['items'] as readonly { readonly evidence: { readonly source: string; readonly eventId: string } }[];
    told.push(...items.filter(({ evidence }) => evidence.source.endsWith(`/authority-${authorityId}`)).map(({ evidence }) => evidence.eventId));
    cursor = page['next'];
  }
  return told;
};
