import { requireObject } from './find-row.ts';
import { ok, type RestHandler } from './rest-call.ts';
import type { Route } from './router.ts';

const always =
  (body: unknown): RestHandler =>
  () =>
    ok(body);

const ofObject =
  (body: (url: string, name: string) => unknown): RestHandler =>
  (call, { object: name }) => {
    const object = requireObject(call, name);
    return ok(body(`/services/data/v${call.version}/sobjects/${object.name}`, object.name));
  };

/** Resources that are there but have nothing to tell in an org without tabs, themes, list views and processes. */
export const plainRoutes: readonly Route[] = [
  { path: 'tabs', methods: { GET: always([]) } },
  { path: 'theme', methods: { GET: always({ themeItems: [] }) } },
  { path: 'process/rules', methods: { GET: always({ rules: {} }) } },
  { path: 'process/approvals', methods: { GET: always({ approvals: {} }) } },
  {
    path: 'sobjects/:object/listviews',
    methods: {
      GET: ofObject((url, sobjectType) => ({
        done: true,
        listviews: [],
        nextRecordsUrl: null,
        size: 0,
        sobjectType,
        url: `${url}/listviews`,
      })),
    },
  },
  {
    path: 'sobjects/:object/describe/compactLayouts',
    methods: {
      GET: ofObject((url) => ({
        compactLayouts: [],
        defaultCompactLayoutId: null,
        recordTypeCompactLayoutMappings: [],
        urls: { primary: `${url}/describe/compactLayouts/primary` },
      })),
    },
  },
  { path: 'sobjects/:object/describe/approvalLayouts', methods: { GET: ofObject(() => ({ approvalLayouts: [] })) } },
];
