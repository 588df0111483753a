import { useQuery } from '@tanstack/react-query';
import { Redirect } from 'wouter';
import { toProblem } from '../../shared/model/problem.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { Failed, Skeleton } from '../ui/states.tsx';
import { recordPath } from './record-path.ts';

const noRecord = toProblem('not-found', 'This is not the id of a record of this org.');

/** A record of which only the id is known: the org tells which object it belongs to. */
export function UnknownRecord(props: { org: string; record: string }) {
  const { query } = useConsole();
  const found = useQuery(query.records.search.queryOptions({ input: { org: props.org, text: props.record } }));
  if (found.error) return <Failed problem={refusalOf(found.error)} />;
  if (!found.data) return <Skeleton of="the record" />;
  const { place } = found.data;
  if (!place) return <Failed problem={noRecord} />;
  return <Redirect to={recordPath(place.org, place.record.object, place.record.id)} replace />;
}
