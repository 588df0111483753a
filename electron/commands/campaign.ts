import { parseArgs } from 'node:util';
import type { CampaignReport } from './campaign/campaign-report.ts';
import { runFaults } from './campaign/faults.ts';
import { runKills } from './campaign/kills.ts';
import { runTriggers } from './campaign/triggers.ts';

type Campaign = (options: { runs: number; seed: number; say(line: string): void }) => Promise<CampaignReport>;

/** Every campaign by name, with the number of runs it is reported with. */
const campaigns: Record<string, { run: Campaign; runs: number }> = {
  kills: { run: runKills, runs: 200 },
  faults: { run: runFaults, runs: 1000 },
  triggers: { run: runTriggers, runs: 2000 },
};

const usage = `Usage: npm run campaign -- ${Object.keys(campaigns).join('|')} [--runs N] [--seed S]`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { runs: { type: 'string' }, seed: { type: 'string', default: '1' } },
  });
  const campaign = campaigns[positionals[0] ?? ''];
  const runs = Number(values.runs ?? campaign?.runs);
  const seed = Number(values.seed);
  if (!campaign || !Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const report = await campaign.run({ runs, seed, say: (line) => process.stdout.write(`${line}\n`) });
  process.stdout.write(`${positionals[0]}: ${report.runs} runs, seed ${seed}, ${report.failures.length} failures\n`);
  for (const failure of report.failures) process.stdout.write(`  seed ${failure.seed}: ${failure.what}\n`);
  return report.failures.length === 0 ? 0 : 1;
}
