import { defaultValuesHandler } from './default-values.ts';
import { deletedHandler, updatedHandler } from './replication.ts';
import type { RestHandler } from './rest-call.ts';
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

/** Rows of one object, by id and by external id. */
export function rowRoutes(basicInfo: RestHandler): Route[] {
  return [
    { path: 'sobjects/:object', methods: { GET: basicInfo, POST: createHandler } },
    { path: 'sobjects/:object/id', methods: { POST: createThroughIdHandler } },
    { path: 'sobjects/:object/updated', methods: { GET: updatedHandler } },
    { path: 'sobjects/:object/deleted', methods: { GET: deletedHandler } },
    { path: 'sobjects/:object/defaultValues', methods: { GET: defaultValuesHandler } },
    {
      path: 'sobjects/:object/:id',
      methods: { GET: readHandler, PATCH: updateHandler, DELETE: deleteHandler },
    },
    {
      path: 'sobjects/:object/:field/:value',
      methods: { GET: readByExternalIdHandler, PATCH: upsertHandler, DELETE: deleteByExternalIdHandler },
    },
  ];
}
