import type { Pause } from '../../../model/virtual-data-center.ts';
import { object, optional, string, wholeNumber } from './shape.ts';

export const pauseShape = object<Pause>({ reason: string, by: string, untilMs: optional(wholeNumber) });
