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
import { widgets as api } from '../api';
import { CopyField } from '../CopyField';
import { s } from '../texts';
import type { TabProps } from './WidgetPage';

const w = s.widget;

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
          label={w.enforce}
          more={widget.has_identity_secret ? w.enforceMore : w.enforceFirst}
          on={draft.enforce_identity}
          isDisabled={!widget.has_identity_secret}
          onChange={(enforce_identity) => change({ enforce_identity })}
        />
      </div>
      <div className="group">
        <span className="label">{w.secret}</span>
        <p className="f3">{w.secretText}</p>
        {secret ? (
          <>
            <CopyField text={secret} label={w.secret} />
            <p className="help">{w.secretOnce}</p>
          </>
        ) : (
          <div className="line">
            <span className="f2">{widget.has_identity_secret ? w.secretThere : w.secretNone}</span>
            <Btn onPress={() => (widget.has_identity_secret ? setAsking(true) : void make())}>
              <Icon of={KeyRound} size={15} />
              {widget.has_identity_secret ? w.newSecret : w.makeSecret}
            </Btn>
          </div>
        )}
      </div>
      <div className="group">
        <span className="label">{w.howTo}</span>
        <CopyField text={ON_SERVER} label={w.howTo} />
        <span className="label spaced">{w.howToPage}</span>
        <CopyField text={ON_PAGE} label={w.howToPage} />
      </div>
      <Ask
        title={w.replaceTitle}
        isOpen={asking}
        onClose={() => setAsking(false)}
        urgent
        actions={
          <>
            <Btn onPress={() => setAsking(false)}>{w.keepSecret}</Btn>
            <Btn weight="bad" onPress={() => void make()}>
              {w.newSecret}
            </Btn>
          </>
        }
      >
        <p className="dlg-text">{w.replaceText}</p>
      </Ask>
    </>
  );
}
