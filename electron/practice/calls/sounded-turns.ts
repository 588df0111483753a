import { z } from 'zod';
import type { SoundedTurn } from './practice-recording.ts';

const spoken = z.object({
  parties: z.array(z.object({ role: z.string() })),
  dialog: z.array(z.object({ start: z.string(), duration: z.number().optional(), originator: z.number() })),
});

/** When who speaks in a practice call; nobody does in a chat. */
export function soundedTurns(vcon: unknown): SoundedTurn[] {
  const { parties, dialog } = spoken.parse(vcon);
  const startedAt = Date.parse(dialog[0]?.start ?? '');
  return dialog.flatMap(({ start, duration, originator }) => {
    if (duration === undefined) return [];
    const startMs = Date.parse(start) - startedAt;
    const party = parties[originator]?.role === 'agent' ? 'agent' : 'caller';
    return [{ party, startMs, endMs: startMs + duration * 1000 }];
  });
}
