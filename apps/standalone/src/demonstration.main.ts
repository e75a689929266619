import { openedRemote } from '#hosting/remote';
import { accessDelegation } from '../../access-delegation/src/access-delegation.module.js';
import { operatorOf } from '../../access-delegation/src/operator.module.js';
import { environment } from './config.js';
import { DemonstrationCaller } from './demonstration-caller.js';
import { installDemonstration, peopleTheDemonstration } from './demonstration.js';

/** Puts the demonstration on remote engines on which its services run. Again is harmless. */
const { IDENTITY_URL: identity = '', ACCESS_DELEGATION_URL: accessDelegationUrl = '' } = environment;
await openedRemote(accessDelegation, environment, async (app) => {
  const operator = operatorOf(app);
  await installDemonstration(operator);
  await peopleTheDemonstration(operator, new DemonstrationCaller({ identity, accessDelegation: accessDelegationUrl }));
});
