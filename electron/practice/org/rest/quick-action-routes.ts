import {
  quickActionDefaultsHandler,
  quickActionHandler,
  quickActionsHandler,
  runQuickActionHandler,
} from './quick-actions.ts';
import type { Route } from './router.ts';

/** Quick actions, of the org and of an object. */
export const quickActionRoutes: readonly Route[] = ['quickActions', 'sobjects/:object/quickActions'].flatMap(
  (base): Route[] => [
    { path: base, methods: { GET: quickActionsHandler } },
    { path: `${base}/:action`, methods: { GET: quickActionHandler, POST: runQuickActionHandler } },
    { path: `${base}/:action/describe`, methods: { GET: quickActionHandler } },
    { path: `${base}/:action/defaultValues`, methods: { GET: quickActionDefaultsHandler } },
    { path: `${base}/:action/defaultValues/:id`, methods: { GET: quickActionDefaultsHandler } },
  ],
);
