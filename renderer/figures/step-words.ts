import type { Figures } from '../../shared/model/figures.ts';

/** What a step of time is called. */
export const stepWords: Record<Figures['step'], string> = { hour: 'Hour', day: 'Day', week: 'Week', month: 'Month' };
