import { MemoryDocuments } from '#persistence/memory';
import { MemoryFactLog } from '../memory.js';
import { MemoryMessages } from '../memory-messages.js';
import { layoutsOf } from '../topic-layout.js';
import type { Installation } from './installation.js';

/** In memory; a restart opens a new log over the same messages. */
export const inMemory = async (): Promise<Installation> => opened(new MemoryMessages(), new MemoryDocuments());

const opened = async (messages: MemoryMessages, documents: MemoryDocuments): Promise<Installation> => {
  const log = new MemoryFactLog(layoutsOf(), messages);
  return {
    log, documents,
    restart: async () => {
      await log.close();
      return opened(messages, documents);
    },
    close: () => log.close(),
  };
};
