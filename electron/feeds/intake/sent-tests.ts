import { randomBytes } from 'node:crypto';
import type { TestFinding } from './answer-platform.ts';

const header = 'x-countersign-test';

/** Test events of our own that are on their way: known by a mark that nobody else can know, and good once. */
export type SentTests = {
  /** The headers to send along; `found` is called when it arrives. */
  mark(found: (finding: TestFinding) => void): { headers: Record<string, string>; withdraw(): void };
  /** Who waits for this request, if it is a test event. */
  take(headers: Readonly<Record<string, string>>): ((finding: TestFinding) => void) | null;
};

/** Makes the list of test events on their way. */
export function createSentTests(): SentTests {
  const sent = new Map<string, (finding: TestFinding) => void>();
  return {
    mark(found) {
      const mark = randomBytes(24).toString('base64url');
      sent.set(mark, found);
      return { headers: { [header]: mark }, withdraw: () => void sent.delete(mark) };
    },
    take(headers) {
      const mark = headers[header] ?? '';
      const found = sent.get(mark) ?? null;
      sent.delete(mark);
      return found;
    },
  };
}
