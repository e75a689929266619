import { Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Service, ServiceInfrastructure, Work } from '#hosting';
import { Cursors, RateLimitsModule } from '#http';
import { Clock } from '#kernel';
import { FactTransport } from '#messaging';
import { authorities } from './authorities/authorities.feature.js';
import { AccessView } from './checks/application/access-view.js';
import { checks } from './checks/checks.feature.js';
import { BACKGROUND, background } from './consequences/application/background.js';
import { Consequences } from './consequences/application/consequences.js';
import { TimerDispatch } from './consequences/application/dispatch-timer.js';
import { ManagedAuthorities } from './consequences/application/managed-authorities.js';
import { ManagerTimers } from './consequences/application/manager-timers.js';
import { consequences, readModels } from './consequences/consequences.feature.js';
import { DesignationStreams } from './designations/application/designation.streams.js';
import { designations } from './designations/designations.feature.js';
import { parkedKeys } from './parked-keys/parked-keys.feature.js';
import { published } from './publishing/publications.js';
import { regional } from './regional.features.js';
import { streamProviders } from './streams.providers.js';
import { refusalTitles } from './titles/refusal.titles.js';

@Module({})
class AccessDelegationModule {
  static with(infrastructure: ServiceInfrastructure): DynamicModule {
    const features = [regional, authorities(infrastructure), designations(infrastructure), checks(infrastructure), consequences(infrastructure), parkedKeys(infrastructure)];
    const { clock, cursorKey } = infrastructure;
    return {
      module: AccessDelegationModule,
      imports: [CqrsModule.forRoot(), RateLimitsModule.on(clock)],
      controllers: features.flatMap(({ controllers }) => [...controllers]),
      providers: [
        { provide: Clock, useValue: clock },
        { provide: Cursors, useValue: new Cursors(cursorKey, clock) },
        ...streamProviders(infrastructure),
        ...features.flatMap(({ providers }) => [...providers]),
      ],
    };
  }
}

const work = (app: INestApplicationContext, infrastructure: ServiceInfrastructure): readonly Work[] => {
  const { oneAtATime, messaging } = infrastructure;
  const sources = { designations: app.get(DesignationStreams), managers: app.get(ManagerTimers), managed: app.get(ManagedAuthorities) };
  const behind = { models: readModels(infrastructure), consequences: app.get(Consequences), sources, dispatch: app.get(TimerDispatch) };
  return [
    app.get(AccessView),
    oneAtATime(BACKGROUND, () => background(infrastructure, behind)),
    oneAtATime('publisher', () => messaging.publisher(published)),
  ];
};

/** Who may do what in which authority, and who decided it. */
export const accessDelegation: Service = {
  name: 'access-delegation',
  api: { title: 'Guichet des pouvoirs locaux: access delegation', description: 'Designation of local security managers, delegation of access, and checks.', version: '1' },
  titles: refusalTitles,
  module: (infrastructure) => AccessDelegationModule.with(infrastructure),
  work,
  consumer: (app) => app.get(FactTransport),
};
