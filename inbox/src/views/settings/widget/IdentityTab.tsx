/** Who a visitor is, proven by the tenant's own server: the secret, and how to sign with it. */
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { Widget } from '@/api/types';
import { Ask } from '@/components/Ask';
import { Btn } from '@/components/buttons';
import { Toggle } from '@/components/fields';
import { Icon } from '@/components/glyphs';
import { warn } from '@/store/toasts';
import { t } from '@/texts';
import { s } from '@/texts/settings';
import { widgets as api } from '../api';
import { CopyField } from '../CopyField';
import type { TabProps } from './WidgetPage';

const ON_SERVER = `// HS256, good for an hour
const identity = jwt.sign(
  { sub: user.id, email: user.email, name: user.name },
  process.env.CHAT_IDENTITY_SECRET,
  { expiresIn: '1h' },
)`;

const ON_PAGE = `<script>
  // works before and after the chat has loaded
  (window.CustArea ??= []).push(['identify', { jwt: '…the token from your server…' }])
</script>`;

export function IdentityTab({ draft, change, widget, onSaved }: TabProps & { onSaved: (widget: Widget) => void }) {
  const [secret, setSecret] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const make = async () => {
    setAsking(false);
    try {
      setSecret((await api.newSecret(widget.id)).identity_secret);
      onSaved({ ...widget, has_identity_secret: true });
    } catch {
      warn(t.app.failed);
    }
  };
  return (
    <>
      <div className="group">
        <Toggle
          label={s.widget.enforce}
          more={widget.has_identity_secret ? s.widget.enforceMore : s.widget.enforceFirst}
          on={draft.enforce_identity}
          isDisabled={!widget.has_identity_secret}
          onChange={(enforce_identity) => change({ enforce_identity })}
        />
      </div>
      <div className="group">
        <span className="label">{s.widget.secret}</span>
        <p className="f3">{s.widget.secretText}</p>
        {secret ? (
          <>
            <CopyField text={secret} label={s.widget.secret} />
            <p className="help">{s.widget.secretOnce}</p>
          </>
        ) : (
          <div className="line">
            <span className="f2">{widget.has_identity_secret ? s.widget.secretThere : s.widget.secretNone}</span>
            <Btn onPress={() => (widget.has_identity_secret ? setAsking(true) : void make())}>
              <Icon of={KeyRound} size={15} />
              {widget.has_identity_secret ? s.widget.newSecret : s.widget.makeSecret}
            </Btn>
          </div>
        )}
      </div>
      <div className="group">
        <span className="label">{s.widget.howTo}</span>
        <CopyField text={ON_SERVER} label={s.widget.howTo} />
        <span className="label spaced">{s.widget.howToPage}</span>
        <CopyField text={ON_PAGE} label={s.widget.howToPage} />
      </div>
      <Ask
        title={s.widget.replaceTitle}
        isOpen={asking}
        onClose={() => setAsking(false)}
        urgent
        actions={
          <>
            <Btn onPress={() => setAsking(false)}>{s.widget.keepSecret}</Btn>
            <Btn weight="bad" onPress={() => void make()}>
              {s.widget.newSecret}
            </Btn>
          </>
        }
      >
        <p className="dlg-text">{s.widget.replaceText}</p>
      </Ask>
    </>
  );
}
