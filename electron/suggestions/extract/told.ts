import type { Heard } from './heard.ts';

/** The words of a turn in which something was told, and how sure that is. */
export type Told = { from: number; to: number } & Pick<Heard, 'certainty' | 'reasons'>;
