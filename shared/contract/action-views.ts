import { z } from 'zod';
import { action } from '../model/action.ts';

/** Something about an action that the org does not allow, and what to do. */
export const actionFlag = z.object({
  /** Name of the input it is about; null where it is the action itself. */
  input: z.string().nullable(),
  message: z.string(),
});
export type ActionFlag = z.infer<typeof actionFlag>;

/** An action of the catalogue as Settings shows it. */
export const actionView = z.object({
  action,
  /** Ships with the console, and can be set back to how it came. */
  builtIn: z.boolean(),
  edited: z.boolean(),
  flags: z.array(actionFlag),
  /** Whether the org could be asked. */
  checked: z.boolean(),
});
export type ActionView = z.infer<typeof actionView>;

/** Platforms an action can be told to as a tool. */
export const toolPlatform = z.enum(['mcp', 'vapi', 'retell', 'elevenlabs', 'voiceflow']);
export type ToolPlatform = z.infer<typeof toolPlatform>;
