import { Compile } from 'typebox/compile';
import { RecordedSchema } from '#contracts';

export const recordedValidator = Compile(RecordedSchema);
