import type { TestReport } from '../../shared/contract/feeds-contract.ts';
import type { Platform, VerificationStep } from '../platforms/platform.ts';
import { type TestFinding, tellReading } from './intake/answer-platform.ts';
import type { SentTests } from './intake/sent-tests.ts';
import type { RunningFeed } from './running-feed.ts';

/** What sending a test event works with. */
export type SendTestParts = { tests: SentTests; fetch: typeof fetch; now(): number };

/** Where the feed is reached: on this machine, and from outside where that is known. */
export type TestAddresses = { local: string | null; toPaste: string | null };

const patienceMs = 10_000;

/** Sends a genuine event of the platform's shape to a feed's own address, and tells what became of it step by step. */
export async function sendTest(
  parts: SendTestParts,
  platform: Platform | null,
  feed: RunningFeed,
  { local, toPaste }: TestAddresses,
): Promise<TestReport> {
  if (local === null || toPaste === null) {
    return report([{ step: 'Intake', ok: false, told: 'The intake does not listen: switch the feed on first.' }], []);
  }
  const here = await sendTo(parts, platform, feed, { url: toPaste, sentTo: local }, 'This machine');
  if (feed.publicUrl === null) return here;
  // Through the tunnel or relay, as the platform would come.
  const outside = await sendTo(parts, platform, feed, { url: toPaste, sentTo: toPaste }, 'Public address');
  return report([...here.steps, ...outside.steps.slice(0, 1)], here.understood);
}

async function sendTo(
  parts: SendTestParts,
  platform: Platform | null,
  feed: RunningFeed,
  { url, sentTo }: { url: string; sentTo: string },
  step: string,
): Promise<TestReport> {
  const event = platform?.testRequest(feed, url, parts.now()) ?? bareRequest(feed, url);
  const arrived: TestFinding[] = [];
  const mark = parts.tests.mark((finding) => arrived.push(finding));
  const query = event.url.includes('?') ? event.url.slice(event.url.indexOf('?')) : '';
  try {
    const response = await parts.fetch(`${sentTo.split('?')[0]}${query}`, {
      method: event.method,
      headers: { ...event.headers, ...mark.headers },
      body: event.method === 'GET' ? null : new Uint8Array(event.body),
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
    await response.arrayBuffer();
    const [finding] = arrived;
    if (!finding)
      return report([{ step, ok: false, told: `${sentTo} answered ${response.status}, and is not this feed.` }], []);
    return tell({ step, ok: true, told: `The event arrived at ${sentTo}.` }, finding);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    return report([{ step, ok: false, told: `${sentTo} could not be reached (${why}).` }], []);
  } finally {
    mark.withdraw();
  }
}

function tell(arrival: VerificationStep, { verification, reading }: TestFinding): TestReport {
  const steps = [arrival, ...verification.steps];
  if (verification.kind === 'refused' || !reading) return report(steps, []);
  if (reading.kind === 'malformed') return report([...steps, { step: 'Understood', ok: false, told: reading.why }], []);
  return report(
    [...steps, { step: 'Understood', ok: true, told: 'Nothing of the test is kept.' }],
    tellReading(reading),
  );
}

function report(steps: TestReport['steps'], understood: string[]): TestReport {
  return { ok: steps.every((each) => each.ok), steps, understood };
}

/** Our own doors are asked for nothing: that the secret opens them is all there is to show. */
function bareRequest(feed: RunningFeed, url: string) {
  return {
    method: 'GET',
    url,
    headers: { authorization: `Bearer ${feed.secrets.bearer ?? ''}` },
    body: Buffer.alloc(0),
  };
}
