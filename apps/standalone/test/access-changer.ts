import type { Client } from './client.js';
import type { Member, PrivateSpace } from './private-space.js';

/** Numbers that look random and are the same for the same seed. */
export const chance = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
};

export const CATEGORIES = ['FIN-BUD', 'FIN-CPT', 'FIN-DON'];
const ROLES = ['READER', 'EDITOR'];

/** What a change came to: whether the member may now, and what proves to have seen it. */
export type Change = { readonly space: PrivateSpace; readonly member: Member; readonly action: 'read' | 'edit'; readonly category: string; readonly may: boolean; readonly token: string };

/** Grants and revokes access of one member, one command after the other, each of which must be taken. */
export class AccessChanger {
  private readonly held = new Map<string, string>();

  constructor(
    private readonly client: Client, private readonly space: PrivateSpace, private readonly member: Member, private readonly pick: (below: number) => number,
    private readonly changed: (change: Change) => Promise<void> = () => Promise.resolve(),
  ) {}

  async work(goesOn: () => boolean): Promise<void> {
    while (goesOn()) await this.change();
  }

  private async change(): Promise<void> {
    const role = ROLES[this.pick(ROLES.length)] ?? '';
    const category = CATEGORIES[this.pick(CATEGORIES.length)] ?? '';
    const name = `${role} ${category}`;
    const token = await this.turned(name, { role, subject: 'FIN', categories: [category] });
    const may = this.held.has(name) || (role === 'READER' && this.held.has(`EDITOR ${category}`));
    await this.changed({ space: this.space, member: this.member, action: role === 'EDITOR' ? 'edit' : 'read', category, may, token });
  }

  /** Grants the cell, or revokes it when it is held. */
  private async turned(name: string, cell: object): Promise<string> {
    const grants = `${this.space.path}/members/${this.member.memberId}/grants`;
    const grantId = this.held.get(name);
    if (grantId === undefined) {
      const { id, token } = await this.client.command(this.space.manager, grants, cell);
      this.held.set(name, id);
      return token;
    }
    const { token } = await this.client.command(this.space.manager, `${grants}/${grantId}/revocation`, { reasonCode: 'CHANGE_OF_DUTIES' });
    this.held.delete(name);
    return token;
  }
}
