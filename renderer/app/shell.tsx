import { useMantineColorScheme } from '@mantine/core';
import { memo, useCallback, useEffect, useMemo } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { ApprovalsScreen } from '../approvals/approvals-screen.tsx';
import { AutomationsScreen } from '../automations/automations-screen.tsx';
import { useOpenProposals, useStatus } from '../client/console-context.tsx';
import { CorrectionsScreen } from '../corrections/corrections-screen.tsx';
import { KeysProvider } from '../desk/keys.tsx';
import { FiguresScreen } from '../figures/figures-screen.tsx';
import { FollowUpsScreen } from '../follow-ups/follow-ups-screen.tsx';
import { HandoverScreen } from '../handover/handover-screen.tsx';
import { JournalScreen } from '../journal/journal-screen.tsx';
import { LiveScreen } from '../live/live-screen.tsx';
import { OutcomesScreen } from '../outcomes/outcomes-screen.tsx';
import { RecordsScreen } from '../records/records-screen.tsx';
import { DropZone } from '../replay/drop-zone.tsx';
import { ReplayProvider } from '../replay/replay-context.tsx';
import { ReplayReportDialog } from '../replay/replay-report-dialog.tsx';
import { Starters } from '../replay/starters.tsx';
import { useOrgs } from '../settings/orgs/use-orgs.ts';
import { SettingsScreen } from '../settings/settings-screen.tsx';
import { usePreferences } from '../settings/use-preferences.ts';
import { SoqlProvider } from '../soql/soql-context.tsx';
import { SoqlScreen } from '../soql/soql-screen.tsx';
import { OrgProvider } from '../ui/org-context.tsx';
import { NowProvider } from '../ui/use-now.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { Notices } from './notices.tsx';
import { OutcomeNotices } from './outcome-notices.tsx';
import { Palette } from './palette.tsx';
import { Rail } from './rail.tsx';
import style from './shell.module.css';
import { StatusFoot } from './status-foot.tsx';

/** The window: rail, the screen in view, and the foot that always tells. */
export function Shell() {
  const { preferences, known: preferred } = usePreferences();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [, navigate] = useLocation();
  const onCall = useCallback((call: string) => navigate(`/live/${encodeURIComponent(call)}`), [navigate]);
  const { org, offsetMs } = useOrgAndClock();
  const known = useOrgs().value;
  const orgs = useMemo(() => (known ?? []).map((each) => each.org), [known]);
  // Approvals stay up to date while another screen is open: going there shows them at once.
  useOpenProposals();

  const scheme = preferences.theme === 'system' ? 'auto' : preferences.theme;
  // Only for another one: the function is new every time, and each use of it has the whole window's styles worked out anew.
  useEffect(() => {
    if (preferred && scheme !== colorScheme) setColorScheme(scheme);
  }, [preferred, scheme, colorScheme, setColorScheme]);

  return (
    <NowProvider offsetMs={offsetMs}>
      <OrgProvider org={org} orgs={orgs}>
        <KeysProvider singleKeys={preferences.singleKeys}>
          <ReplayProvider onCall={onCall}>
            <DropZone>
              <div className={style.shell}>
                <Rail />
                <main className={style.main}>
                  <SoqlProvider>
                    <Screens />
                  </SoqlProvider>
                </main>
                <StatusFoot />
              </div>
              <ReplayReportDialog />
              <KeysDialog singleKeys={preferences.singleKeys} />
              <Palette />
              <OutcomeNotices />
              <Notices />
            </DropZone>
          </ReplayProvider>
        </KeysProvider>
      </OrgProvider>
    </NowProvider>
  );
}

/** Not drawn anew because the status or the number of what waits is another. */
const Screens = memo(function Screens() {
  return (
    <Switch>
      <Route path="/live/:call?/:proposal?">
        {(params) => (
          <LiveScreen
            call={params.call ? decodeURIComponent(params.call) : null}
            proposal={params.proposal ? decodeURIComponent(params.proposal) : null}
            starters={<Starters />}
          />
        )}
      </Route>
      <Route path="/approvals/follow-ups">
        <FollowUpsScreen />
      </Route>
      <Route path="/handover">
        <HandoverScreen />
      </Route>
      <Route path="/approvals/in/:query">
        {(params) => <ApprovalsScreen query={decodeURIComponent(params.query ?? '')} />}
      </Route>
      <Route path="/approvals">
        <ApprovalsScreen query={null} />
      </Route>
      <Route path="/outcomes/:show?/:call?/:text?/:narrow?">{(params) => <OutcomesScreen {...params} />}</Route>
      <Route path="/records/:org?/:object?/:record?">
        {(params) => (
          <RecordsScreen
            org={params.org ? decodeURIComponent(params.org) : null}
            object={params.object ? decodeURIComponent(params.object) : null}
            record={params.record ? decodeURIComponent(params.record) : null}
          />
        )}
      </Route>
      <Route path="/soql">
        <SoqlScreen />
      </Route>
      <Route path="/automations/:chosen?">
        {(params) => <AutomationsScreen chosen={params.chosen ? decodeURIComponent(params.chosen) : null} />}
      </Route>
      <Route path="/figures/:range?">{(params) => <FiguresScreen {...params} />}</Route>
      <Route path="/journal/corrections">
        <CorrectionsScreen />
      </Route>
      <Route path="/journal/in/:query">
        {({ query }) => <JournalScreen key={query} query={decodeURIComponent(query ?? '')} />}
      </Route>
      <Route path="/journal">
        <JournalScreen query="" />
      </Route>
      <Route path="/settings/:section?">{(params) => <SettingsScreen section={params.section ?? null} />}</Route>
      <Route>
        <Redirect to="/live" replace />
      </Route>
    </Switch>
  );
});

/** The org, kept the same object while it is the same org, and how far the two clocks are apart. */
function useOrgAndClock() {
  const status = useStatus().value;
  const connection = status?.connection;
  const org = connection && connection.state !== 'connecting' ? connection.org : null;
  const key = JSON.stringify(org);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every status carries a new object for the same org
  const sameOrg = useMemo(() => org, [key]);
  const told = status?.now;
  const offsetMs = useMemo(() => (told === undefined ? 0 : told - Date.now()), [told]);
  // Less than the time a message takes is no difference; letting it through would make clocks jitter.
  return { org: sameOrg, offsetMs: Math.abs(offsetMs) < 1500 ? 0 : offsetMs };
}
