import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { CorrectionCase, CorrectionRow } from '../../shared/contract/corrections-contract.ts';
import type { FieldValue } from '../../shared/model/field-value.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { rejectionWords } from '../proposal/status-words.ts';
import { phoneText } from '../ui/phone-text.ts';
import { Press } from '../ui/press.tsx';
import { Failed } from '../ui/states.tsx';
import { dayAndTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './corrections.module.css';

/** The newest cases of a row, each leading to its card; more where asked. */
export function CorrectionCases(props: { of: CorrectionRow; within: { from: number; to: number; org?: string } }) {
  const { of, within } = props;
  const { query } = useConsole();
  const [all, setAll] = useState(false);
  const input = { ...within, platform: of.platform, action: of.action, field: of.input?.field ?? null };
  const more = useQuery({ ...query.corrections.cases.queryOptions({ input }), enabled: all });
  const cases = more.data ?? of.examples;
  return (
    <>
      <table className={style.cases}>
        <thead>
          <tr>
            <th scope="col">Case</th>
            {of.input ? (
              <>
                <th scope="col">Proposed</th>
                <th scope="col">Made it</th>
              </>
            ) : (
              <th scope="col">Why it was rejected</th>
            )}
            <th scope="col">By</th>
          </tr>
        </thead>
        <tbody>
          {cases.map((each) => (
            <Case key={each.proposal} of={each} edited={of.input !== null} />
          ))}
        </tbody>
      </table>
      {more.error ? <Failed problem={refusalOf(more.error)} /> : null}
      {!all && of.corrected > cases.length ? (
        <Press onPress={() => setAll(true)}>Show {of.corrected > 200 ? 'the newest 200' : `all ${of.corrected}`}</Press>
      ) : null}
    </>
  );
}

function Case(props: { of: CorrectionCase; edited: boolean }) {
  const { of } = props;
  const now = useNow();
  const path = of.call === null ? null : `/live/${encodeURIComponent(of.call)}/${encodeURIComponent(of.proposal)}`;
  return (
    <tr>
      <th scope="row">
        {path === null ? of.reference : <Link to={path}>{of.reference}</Link>}
        {of.callName ? (
          <>
            {' '}
            <VisibleText text={phoneText(of.callName)} />
          </>
        ) : null}
        <span className={style.at}> {dayAndTime(of.at, now)}</span>
      </th>
      {props.edited ? (
        <>
          <td>
            <Value of={of.before} />
          </td>
          <td>
            <Value of={of.after} />
          </td>
        </>
      ) : (
        <td>
          <VisibleText text={of.rejection ? rejectionWords(of.rejection) : ''} />
        </td>
      )}
      <td>
        <VisibleText text={of.by} />
      </td>
    </tr>
  );
}

function Value(props: { of: FieldValue | undefined }) {
  if (props.of === null || props.of === undefined || props.of === '') return <span className={style.quiet}>blank</span>;
  return <VisibleText text={String(props.of)} />;
}
