import type { IntakeRequest } from '../../../electron/platforms/platform.ts';

/** An event of ours, `type` without the beginning that all have. */
export function cloudEventOf(type: string, data: unknown, more: Record<string, unknown> = {}) {
  return {
    specversion: '1.0',
    type: `com.countersign.${type}`,
    source: '/voice/eu-1',
    id: 'event-1',
    subject: 'call-1',
    time: '2026-11-03T10:00:00Z',
    data,
    ...more,
  };
}

export function eventsRequest(body: unknown, headers: Record<string, string> = {}): IntakeRequest {
  return {
    method: 'POST',
    url: 'http://127.0.0.1:8137/events',
    headers: { 'content-type': 'application/cloudevents+json', ...headers },
    body: Buffer.from(JSON.stringify(body) ?? ''),
  };
}
