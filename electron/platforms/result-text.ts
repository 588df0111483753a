import type { ToolAnswer } from './platform.ts';

/** The answer as one text, for whoever reads nothing else: with the values where they are what was asked for. */
export function resultText({ text, values, handsOver }: ToolAnswer): string {
  return handsOver ? `${text} ${JSON.stringify(values)}` : text;
}
