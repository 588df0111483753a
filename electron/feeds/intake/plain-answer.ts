import type { HttpAnswer } from '../../platforms/platform.ts';

/** An answer of the intake's own: one sentence for whoever sets the platform up. */
export function refusal(status: number, error: string, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ error }) };
}

/** Taken, and nothing more to say. Empty: Twilio would read any other body as instructions for the call. */
export const taken: HttpAnswer = { status: 200, headers: {}, body: '' };
