import { v5 } from 'uuid';
import type { DeriveId } from '#kernel';

export const deriveId: DeriveId = (namespace, name) => v5(name, namespace);
