import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { FactContract, FactOf } from '#contracts';
import type { Delivery } from './delivery.js';

/** `@EventPattern` of a declared fact, for a method that receives `(fact, delivery)` with the types of its contract. */
export const OnFact = <Contract extends FactContract>({ type }: Contract) =>
  <Handler extends (fact: FactOf<Contract>, delivery: Delivery) => unknown>(controller: object, method: string | symbol, descriptor: TypedPropertyDescriptor<Handler>): void => {
    Payload()(controller, method, 0);
    Ctx()(controller, method, 1);
    EventPattern([type])(controller, method, descriptor);
  };
