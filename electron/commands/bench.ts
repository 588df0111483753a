import { benchPracticeOrg } from '../practice/org/bench-practice-org.ts';
import { benchDesk } from './bench/desk.ts';
import { benchFeeds } from './bench/feeds.ts';
import { benchSalesforce } from './bench/salesforce.ts';

/** What can be measured, by name; `npm run bench -- NAME` runs one, without a name all of them. */
const benches: Readonly<Record<string, (print: (line: string) => void) => Promise<void>>> = {
  'practice-org': benchPracticeOrg,
  salesforce: benchSalesforce,
  feeds: benchFeeds,
  desk: benchDesk,
};

const [wanted] = process.argv.slice(2);
const names = wanted === undefined ? Object.keys(benches) : [wanted];
for (const name of names) {
  const bench = benches[name];
  if (bench === undefined) {
    console.error(`There is no bench ${name}. There are: ${Object.keys(benches).join(', ')}.`);
    process.exit(1);
  }
  await bench((line) => console.log(`${name}: ${line}`));
}
