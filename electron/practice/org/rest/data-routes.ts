import {
  basicInfoHandler,
  describeHandler,
  globalDescribeHandler,
  layoutsHandler,
  recentHandler,
} from './describes.ts';
import { limitsHandler, recordCountHandler } from './limits.ts';
import { queryAllHandler, queryHandler, queryMoreHandler } from './queries.ts';
import type { Route } from './router.ts';
import {
  createHandler,
  createThroughIdHandler,
  deleteByExternalIdHandler,
  deleteHandler,
  readByExternalIdHandler,
  readHandler,
  updateHandler,
  upsertHandler,
} from './rows.ts';
import { parameterizedSearchHandler, searchHandler } from './searches.ts';
import type { Usage } from './usage.ts';
import { resourcesHandler } from './versions.ts';

/** Everything under /services/data/vNN.N. */
export function dataRoutes(usage: Usage): Route[] {
  return [
    { path: '', methods: { GET: resourcesHandler } },
    { path: 'limits', methods: { GET: limitsHandler(usage) } },
    { path: 'limits/recordCount', methods: { GET: recordCountHandler } },
    { path: 'query', methods: { GET: queryHandler } },
    { path: 'queryAll', methods: { GET: queryAllHandler } },
    { path: 'query/:locator', methods: { GET: queryMoreHandler } },
    { path: 'queryAll/:locator', methods: { GET: queryMoreHandler } },
    { path: 'search', methods: { GET: searchHandler } },
    { path: 'parameterizedSearch', methods: { GET: parameterizedSearchHandler, POST: parameterizedSearchHandler } },
    { path: 'recent', methods: { GET: recentHandler } },
    { path: 'sobjects', methods: { GET: globalDescribeHandler } },
    { path: 'sobjects/:object', methods: { GET: basicInfoHandler, POST: createHandler } },
    { path: 'sobjects/:object/describe', methods: { GET: describeHandler } },
    { path: 'sobjects/:object/describe/layouts', methods: { GET: layoutsHandler } },
    {
      path: 'sobjects/:object/:id',
      methods: { GET: readHandler, PATCH: updateHandler, DELETE: deleteHandler, POST: createThroughIdHandler },
    },
    {
      path: 'sobjects/:object/:field/:value',
      methods: {
        GET: readByExternalIdHandler,
        PATCH: upsertHandler,
        DELETE: deleteByExternalIdHandler,
      },
    },
  ];
}
