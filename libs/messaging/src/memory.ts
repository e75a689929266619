import { EmbeddedFactLog } from './embedded-fact-log.js';
import { MemoryMessages } from './memory-messages.js';
import { layoutsOf, type TopicLayouts } from './topic-layout.js';

/** The log for specs: gone with the process. `messages` outlives a closed log when it is given. */
export class MemoryFactLog extends EmbeddedFactLog {
  constructor(layouts: TopicLayouts = layoutsOf(), messages = new MemoryMessages()) {
    super(messages, layouts);
  }
}
