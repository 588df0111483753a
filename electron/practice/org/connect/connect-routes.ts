import type { Route } from '../rest/router.ts';
import {
  addTopicHandler,
  recordTopicsHandler,
  removeTopicHandler,
  replaceTopicsHandler,
  topicHandler,
  topicsHandler,
} from './topics.ts';

/** Topics by Connect, also under the name it had as part of Chatter. */
export const connectRoutes: readonly Route[] = ['connect', 'chatter'].flatMap((base): Route[] => [
  { path: `${base}/topics`, methods: { GET: topicsHandler } },
  { path: `${base}/topics/:id`, methods: { GET: topicHandler } },
  {
    path: `${base}/records/:id/topics`,
    methods: {
      GET: recordTopicsHandler,
      POST: addTopicHandler,
      PUT: replaceTopicsHandler,
      DELETE: removeTopicHandler,
    },
  },
]);
