import { benchForged } from './feeds/bench-forged.ts';
import { benchPainted } from './feeds/bench-painted.ts';
import { benchThroughput } from './feeds/bench-throughput.ts';
import { startFeedsBench } from './feeds/feeds-bench.ts';

/** Measures what the intake bears: events per second, from event to painted, and what forgers leave behind. */
export async function benchFeeds(print: (line: string) => void): Promise<void> {
  const bench = await startFeedsBench(print);
  try {
    await benchThroughput(bench, print);
    await benchForged(bench, print);
    await benchPainted(bench, print);
  } finally {
    await bench.stop();
  }
}
