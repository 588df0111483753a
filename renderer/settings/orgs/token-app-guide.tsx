import style from './orgs.module.css';
import { Setting } from './setting.tsx';

/** Each setting to make in Salesforce before agents can be given access tokens: an app and a user for nothing else. */
export function TokenAppGuide() {
  return (
    <details className={style.guide}>
      <summary>How to set up the app and its user in Salesforce</summary>
      <p>
        Once for each org, by an admin: <b>Setup → External Client App Manager → New External Client App</b>, a second
        one beside Countersign’s own. Name it Countersign Agent Tokens, distribution state <b>Local</b>, then tick{' '}
        <b>Enable OAuth</b>.
      </p>
      <dl className={style.settings}>
        <Setting name="OAuth Scopes">
          Manage user data via APIs (api); Access the identity URL service (id). Nothing else.
        </Setting>
        <Setting name="Enable Client Credentials Flow" to="On" note="Under Flow Enablement." />
        <Setting
          name="Run As"
          note="Under Policies. A user of its own, with the least rights that the agents need: it is named on every card, and never the user of a supervisor."
        >
          An <b>integration user</b>
        </Setting>
        <Setting name="Session timeout" note="Of that user’s profile. A token that nobody can revoke lives as long.">
          As short as the org allows
        </Setting>
        <Setting name="Consumer Key and Secret" note="Under Settings → OAuth Settings.">
          Copy both into the fields below.
        </Setting>
      </dl>
    </details>
  );
}
