import type { LoginGuide } from '../../../shared/contract/org-views.ts';
import { CopyPress } from './copy-press.tsx';
import style from './orgs.module.css';
import { Setting } from './setting.tsx';

/** Each setting to make in Salesforce before the first login: the customer's own External Client App. */
export function AppGuide(props: { guide: LoginGuide }) {
  const { callbackUrls, scopes } = props.guide;
  return (
    <details className={style.guide}>
      <summary>How to set up the External Client App in Salesforce</summary>
      <p>
        Once for each org, by an admin: <b>Setup → External Client App Manager → New External Client App</b>. Name it
        Countersign, distribution state <b>Local</b>, then tick <b>Enable OAuth</b>.
      </p>
      <dl className={style.settings}>
        <Setting name="Callback URL" note="All three: the others are spares, where a port is in use.">
          <ul className="mono">
            {callbackUrls.map((url) => (
              <li key={url}>{url}</li>
            ))}
          </ul>
          <CopyPress text={callbackUrls.join('\n')}>Copy the callback URLs</CopyPress>
        </Setting>
        <Setting name="OAuth Scopes">
          <ul>
            {scopes.map((scope) => (
              <li key={scope.name}>{scope.label}</li>
            ))}
          </ul>
        </Setting>
        <Setting name="Require Proof Key for Code Exchange (PKCE)" to="On" />
        <Setting
          name="Require secret for Web Server Flow"
          to="Off"
          note="Countersign runs on this computer, where no secret could be kept from its owner."
        />
        <Setting name="Require secret for Refresh Token Flow" to="Off" />
        <Setting name="Enable Refresh Token Rotation" to="On, if your org offers it" />
        <Setting name="Permitted Users" to="Admin approved users, and the supervisors among them" />
        <Setting name="Consumer Key" note="Under Settings → OAuth Settings. The secret stays in Salesforce.">
          Copy it into the field below.
        </Setting>
      </dl>
      <p className={style.quiet}>A new app takes up to ten minutes before Salesforce knows it everywhere.</p>
    </details>
  );
}
