import { batchHandler } from '../composite/batch.ts';
import {
  createManyHandler,
  deleteManyHandler,
  updateManyHandler,
  upsertManyHandler,
} from '../composite/collections.ts';
import { compositeHandler, compositeResourcesHandler } from '../composite/composite.ts';
import { graphHandler } from '../composite/graph.ts';
import { readManyHandler } from '../composite/read-many.ts';
import { outermost } from '../composite/subcall.ts';
import { treeHandler } from '../composite/tree.ts';
import { connectRoutes } from '../connect/connect-routes.ts';
import {
  basicInfoHandler,
  describeHandler,
  globalDescribeHandler,
  layoutsHandler,
  recentHandler,
} from './describes.ts';
import { limitsHandler, recordCountHandler } from './limits.ts';
import { plainRoutes } from './plain-resources.ts';
import { queryAllHandler, queryHandler, queryMoreHandler } from './queries.ts';
import { quickActionRoutes } from './quick-action-routes.ts';
import type { RestAnswer, RestCall } from './rest-call.ts';
import type { Route } from './router.ts';
import { rowRoutes } from './row-routes.ts';
import { parameterizedSearchHandler, searchHandler } from './searches.ts';
import { toolingQueryHandler } from './tooling.ts';
import type { Usage } from './usage.ts';
import { resourcesHandler } from './versions.ts';

/** Everything under /services/data/vNN.N; `answer` is the router itself, for calls inside calls. */
export function dataRoutes(usage: Usage, answer: (call: RestCall) => RestAnswer): Route[] {
  return [
    { path: '', methods: { GET: resourcesHandler } },
    { path: 'limits', methods: { GET: limitsHandler(usage) } },
    { path: 'limits/recordCount', methods: { GET: recordCountHandler } },
    { path: 'query', methods: { GET: queryHandler } },
    { path: 'queryAll', methods: { GET: queryAllHandler } },
    { path: 'query/:locator', methods: { GET: queryMoreHandler } },
    { path: 'queryAll/:locator', methods: { GET: queryMoreHandler } },
    { path: 'tooling/query', methods: { GET: toolingQueryHandler } },
    { path: 'search', methods: { GET: searchHandler } },
    { path: 'parameterizedSearch', methods: { GET: parameterizedSearchHandler, POST: parameterizedSearchHandler } },
    { path: 'recent', methods: { GET: recentHandler } },
    { path: 'composite', methods: { GET: compositeResourcesHandler, POST: outermost(compositeHandler(answer)) } },
    { path: 'composite/graph', methods: { POST: outermost(graphHandler(answer)) } },
    { path: 'composite/batch', methods: { POST: outermost(batchHandler(answer, usage)) } },
    { path: 'composite/tree/:object', methods: { POST: outermost(treeHandler) } },
    {
      path: 'composite/sobjects',
      methods: { POST: createManyHandler, PATCH: updateManyHandler, DELETE: deleteManyHandler },
    },
    { path: 'composite/sobjects/:object', methods: { GET: readManyHandler, POST: readManyHandler } },
    { path: 'composite/sobjects/:object/:field', methods: { PATCH: upsertManyHandler } },
    ...plainRoutes,
    ...connectRoutes,
    ...quickActionRoutes,
    { path: 'sobjects', methods: { GET: globalDescribeHandler } },
    { path: 'sobjects/:object/describe', methods: { GET: describeHandler } },
    { path: 'sobjects/:object/describe/layouts', methods: { GET: layoutsHandler } },
    { path: 'sobjects/:object/describe/layouts/:recordType', methods: { GET: layoutsHandler } },
    ...rowRoutes(basicInfoHandler),
  ];
}
