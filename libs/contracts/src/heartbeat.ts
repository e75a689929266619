import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';

/** Says that at `at` (the machine's clock) everything recorded by a service stood in its topics before these offsets. */
export const Heartbeat = Type.Object({
  at: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' }),
  /** By topic, the end offset of each partition. */
  ends: Type.Record(Type.String(), Type.Array(Type.Integer({ minimum: 0 }))),
});
export type Heartbeat = Static<typeof Heartbeat>;

export const heartbeatValidator = Compile(Heartbeat);

/** One partition, an hour of retention. */
export const heartbeatTopicOf = (service: string): string => `${service}.heartbeat`;
