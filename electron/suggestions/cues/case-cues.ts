import type { CaseKind } from './case-kind.ts';
import type { Cue } from './cue.ts';
import { moneyCues } from './money-cues.ts';
import { serviceCues } from './service-cues.ts';
import { troubleCues } from './trouble-cues.ts';

/** What makes a case of what a caller says. */
export const caseCues: readonly Cue<CaseKind>[] = [...moneyCues, ...troubleCues, ...serviceCues];
