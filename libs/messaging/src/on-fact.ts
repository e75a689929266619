import { UseFilters } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { FactContract, FactOf } from '#contracts';
import type { Delivery } from './delivery.js';
import { HandlerErrors } from './handler-errors.js';

/** `@EventPattern` of a declared fact, for a method that receives `(fact, delivery)` with the types of its contract; its errors reach the transport. */
export const OnFact = <Contract extends FactContract>({ type }: Contract) =>
  <Handler extends (fact: FactOf<Contract>, delivery: Delivery) => unknown>(controller: object, method: string | symbol, descriptor: TypedPropertyDescriptor<Handler>): void => {
    Payload()(controller, method, 0);
    Ctx()(controller, method, 1);
    UseFilters(HandlerErrors)(controller, method, descriptor);
    EventPattern([type])(controller, method, descriptor);
  };
