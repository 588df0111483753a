import { quoted } from '../store/store.ts';
import { ok, type RestHandler } from './rest-call.ts';
import type { Usage } from './usage.ts';

const allocations: Readonly<Record<string, number>> = {
  ConcurrentAsyncGetReportInstances: 200,
  ConcurrentSyncReportRuns: 20,
  DailyAsyncApexExecutions: 250_000,
  DailyBulkApiBatches: 15_000,
  DailyBulkV2QueryJobs: 10_000,
  DailyDurableStreamingApiEvents: 10_000,
  DailyGenericStreamingApiEvents: 10_000,
  DailyStreamingApiEvents: 10_000,
  DailyWorkflowEmails: 1_000,
  DataStorageMB: 1_024,
  DurableStreamingApiConcurrentClients: 20,
  FileStorageMB: 1_024,
  HourlyAsyncReportRuns: 1_200,
  HourlyDashboardRefreshes: 200,
  HourlyPublishedPlatformEvents: 50_000,
  HourlySyncReportRuns: 500,
  HourlyTimeBasedWorkflow: 1_000,
  MassEmail: 5_000,
  MonthlyPlatformEvents: 50_000,
  SingleEmail: 5_000,
  StreamingApiConcurrentClients: 20,
};

/** GET /limits */
export function limitsHandler(usage: Usage): RestHandler {
  return ({ org }) => {
    const max = org.settings.apiUsageLimit;
    const others = Object.entries(allocations).map(
      ([name, limit]) => [name, { Max: limit, Remaining: limit }] as const,
    );
    const requests = ['DailyApiRequests', { Max: max, Remaining: Math.max(0, max - usage.used()) }] as const;
    const all = [...others, requests].sort(([one], [other]) => (one < other ? -1 : 1));
    return ok(Object.fromEntries(all));
  };
}

/** GET /limits/recordCount; objects without rows are left out. */
export const recordCountHandler: RestHandler = ({ org, schema, query }) => {
  const wanted = query
    .get('sObjects')
    ?.split(',')
    .map((name) => name.trim());
  const objects = wanted === undefined ? schema.objects : wanted.flatMap((name) => schema.find(name) ?? []);
  const counts = objects.map((object) => {
    const alive = object.byName.has('isdeleted') ? ' WHERE "IsDeleted" = 0' : '';
    const count = Number(org.store.get(`SELECT count(*) AS n FROM ${quoted(object.name)}${alive}`)?.n ?? 0);
    return { count, name: object.name };
  });
  return ok({ sObjects: counts.filter(({ count }) => count > 0) });
};
