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

/** Grants and revokes access of one member, one command after the other, each of which must be taken. */
export class AccessChanger {
  private readonly held = new Map<string, string>();

  constructor(private readonly client: Client, private readonly space: PrivateSpace, private readonly member: Member, private readonly pick: (below: number) => number) {}

  async work(goesOn: () => boolean): Promise<void> {
    while (goesOn()) await this.change();
  }

  private async change(): Promise<void> {
    const cell = { role: ROLES[this.pick(ROLES.length)], subject: 'FIN', categories: [CATEGORIES[this.pick(CATEGORIES.length)]] };
    const name = JSON.stringify(cell);
    const grants = `${this.space.path}/members/${this.member.memberId}/grants`;
    const grantId = this.held.get(name);
    if (grantId === undefined) {
      const { id } = await this.client.command(this.space.manager, grants, cell);
      this.held.set(name, id);
    } else {
      await this.client.command(this.space.manager, `${grants}/${grantId}/revocation`, { reasonCode: 'CHANGE_OF_DUTIES' });
      this.held.delete(name);
    }
  }
}
