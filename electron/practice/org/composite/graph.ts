import { apiError } from '../http/api-error.ts';
import { jsonParserError } from '../http/refusals.ts';
import { ok, type RestAnswer, type RestCall, type RestHandler, readJsonObject } from '../rest/rest-call.ts';
import { isRecord } from '../rows/read-body.ts';
import { dependenciesOf, readSubrequests, runSubrequests, type Subrequest } from './composite.ts';

const mostGraphs = 75;
const mostNodes = 500;
const deepest = 15;
const mostKinds = 15;
const mostFailed = 14;

interface Graph {
  readonly graphId: string;
  readonly subrequests: Subrequest[];
}

/** POST /composite/graph: each graph by itself all or nothing. */
export function graphHandler(answer: (call: RestCall) => RestAnswer): RestHandler {
  return (call) => {
    if (Number(call.version) < 50) throw apiError(404, 'NOT_FOUND', 'The requested resource does not exist');
    const graphs = readGraphs(readJsonObject(call), Number(call.version));
    let failed = 0;
    return ok({
      graphs: graphs.map((graph) => {
        if (failed >= mostFailed) return notProcessed(graph);
        const { answers, succeeded } = runSubrequests(call, graph.subrequests, { answer, allOrNone: true });
        if (!succeeded) failed += 1;
        return { graphId: graph.graphId, graphResponse: { compositeResponse: answers }, isSuccessful: succeeded };
      }),
    });
  };
}

function readGraphs(body: Record<string, unknown>, version: number): Graph[] {
  if (!Array.isArray(body.graphs)) throw jsonParserError('graphs is required');
  if (body.graphs.length > mostGraphs) throw tooMany(`The payload can contain up to ${mostGraphs} graphs.`);
  const graphs = body.graphs.map((one): Graph => {
    if (!isRecord(one)) throw jsonParserError('Each graph must be an object');
    const subrequests = readSubrequests(one.compositeRequest, version);
    for (const { url } of subrequests) refuseUrl(url);
    refuseDepth(subrequests);
    return { graphId: String(one.graphId ?? ''), subrequests };
  });
  const nodes = graphs.reduce((sum, graph) => sum + graph.subrequests.length, 0);
  if (nodes > mostNodes) throw tooMany(`The payload can contain up to ${mostNodes} nodes.`);
  const kinds = new Set(graphs.flatMap((graph) => graph.subrequests.map(kindOf)));
  if (kinds.size > mostKinds) throw tooMany(`The payload can contain up to ${mostKinds} different kinds of nodes.`);
  return graphs;
}

const tooMany = (message: string) => apiError(400, 'LIMIT_EXCEEDED', message);

/** Nodes are of one kind when they do the same to the same object. */
const kindOf = ({ method, url }: Subrequest) => `${method} ${/\/sobjects\/(\w+)/i.exec(url)?.[1]?.toLowerCase()}`;

/** Only rows may be in a graph. */
function refuseUrl(url: string): void {
  const path = url.replace(/[?#].*$/, '').replace(/^\/services\/data\/v[\d.]+\//, '');
  const isRow = /^sobjects\/\w+(\/[^/]+){0,2}$/i.test(path) && !/^sobjects\/\w+\/describe/i.test(path);
  if (!isRow) throw apiError(400, 'INVALID_INPUT', `The url '${url}' is not supported in a composite graph.`);
}

function refuseDepth(subrequests: readonly Subrequest[]): void {
  const depths = new Map<string, number>();
  for (const subrequest of subrequests) {
    const above = dependenciesOf(subrequest).map((id) => depths.get(id) ?? 0);
    const depth = 1 + Math.max(0, ...above);
    if (depth > deepest) throw tooMany(`A graph can be at most ${deepest} levels deep.`);
    depths.set(subrequest.referenceId, depth);
  }
}

function notProcessed(graph: Graph) {
  const compositeResponse = graph.subrequests.map(({ referenceId }) => ({
    body: [{ errorCode: 'PROCESSING_HALTED', message: 'The graph was not processed because too many graphs failed.' }],
    httpHeaders: {},
    httpStatusCode: 400,
    referenceId,
  }));
  return { graphId: graph.graphId, graphResponse: { compositeResponse }, isSuccessful: false };
}
