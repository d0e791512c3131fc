/** One's own name, and how the app behaves on this screen. */
import { Bell, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { asProblem, type Problem } from '@/api/problem';
import { Avatar } from '@/components/Avatar';
import { Btn } from '@/components/buttons';
import { Field, Segments, Toggle } from '@/components/fields';
import { Icon } from '@/components/glyphs';
import { chime } from '@/live/notices';
import { chooseLanguage } from '@/store/language';
import { setLook, useLook } from '@/store/look';
import { loadUsers } from '@/store/people';
import { resume, signOut, useSession } from '@/store/session';
import { say, warn } from '@/store/toasts';
import { t } from '@/texts';
import { languageOptions, useLanguage } from '@/texts/language';
import { s } from '@/texts/settings';
import { askForNotices, useNoticeState } from '../shell/notice-permission';
import { team } from './api';
import { PageHead } from './PageHead';
import { RulesForm } from './RulesForm';
import { useDraft } from './useDraft';

export function ProfilePage() {
  const me = useSession((state) => state.me);
  if (!me) return null;
  const { user, custom_role: ownRole } = me;
  return (
    <>
      <PageHead title={s.profile.title} />
      <div className="page-scroll">
        <div className="form padded">
          <div className="group person-line">
            <Avatar id={user.id} name={user.name} size={48} />
            <div className="grow">
              <div className="strong big cut" title={user.name}>
                {user.name}
              </div>
              <div className="f3 cut" title={user.email}>
                {user.email}
              </div>
              <div className="f3">{ownRole ?? t.role[user.role]}</div>
            </div>
            <Btn onPress={() => void signOut()}>
              <Icon of={LogOut} size={15} />
              {s.profile.signOut}
            </Btn>
          </div>
          <NameForm id={user.id} name={user.name} />
          <RulesForm />
          <ScreenForm />
        </div>
      </div>
    </>
  );
}

function NameForm({ id, name }: { id: string; name: string }) {
  const { draft, change, saved } = useDraft({ name });
  const [problem, setProblem] = useState<Problem | null>(null);
  const save = async () => {
    try {
      saved(draft, { name: (await team.change(id, { name: draft.name.trim() })).name });
      await Promise.all([resume(), loadUsers()]);
      say(s.profile.saved);
    } catch (error) {
      setProblem(asProblem(error, t.app.failed));
    }
  };
  const changed = draft.name.trim() !== name && draft.name.trim() !== '';
  return (
    <form className="group name-form" onSubmit={(event) => [event.preventDefault(), void save()]}>
      <Field
        label={s.profile.name}
        help={s.profile.nameHelp}
        value={draft.name}
        onChange={(typed) => change({ name: typed })}
        wrong={problem?.field('name') ?? problem?.message}
        autoComplete="name"
      />
      <Btn type="submit" weight={changed ? 'main' : 'plain'} isDisabled={!changed}>
        {t.app.save}
      </Btn>
    </form>
  );
}

function ScreenForm() {
  const look = useLook();
  const language = useLanguage((state) => state.language);
  const notices = useNoticeState();
  return (
    <div className="group stack">
      <h2 className="group-title">{s.profile.screen}</h2>
      <div>
        <span className="label">{s.profile.language}</span>
        <Segments
          label={s.profile.language}
          value={language}
          options={languageOptions}
          onChange={(chosen) => void chooseLanguage(chosen).catch(() => warn(t.problem.unreachable))}
        />
      </div>
      <div>
        <span className="label">{s.profile.theme}</span>
        <Segments
          label={s.profile.theme}
          value={look.theme}
          options={[
            { value: 'auto', text: t.look.auto, glyph: <Icon of={Monitor} size={14} /> },
            { value: 'light', text: t.look.light, glyph: <Icon of={Sun} size={14} /> },
            { value: 'dark', text: t.look.dark, glyph: <Icon of={Moon} size={14} /> },
          ]}
          onChange={(theme) => setLook({ theme })}
        />
      </div>
      <div>
        <span className="label">{s.profile.density}</span>
        <Segments
          label={s.profile.density}
          value={look.density}
          options={[
            { value: 'cosy', text: t.look.cosy },
            { value: 'compact', text: t.look.compact },
          ]}
          onChange={(density) => setLook({ density })}
        />
      </div>
      <div>
        <span className="label">{s.profile.undo}</span>
        <Segments
          label={s.profile.undo}
          value={look.undoSend}
          options={[
            { value: 'letters', text: s.profile.undos.letters },
            { value: 'always', text: s.profile.undos.always },
            { value: 'never', text: s.profile.undos.never },
          ]}
          onChange={(undoSend) => setLook({ undoSend })}
        />
        <p className="help">{s.profile.undoMore}</p>
      </div>
      <div>
        <span className="label">{s.profile.away}</span>
        <Segments
          label={s.profile.away}
          value={String(look.awayAfter)}
          options={['5', '10', '30', '0'].map((value) => ({
            value,
            text: value === '0' ? s.profile.awayNever : t.time.minutes(Number(value)),
          }))}
          onChange={(minutes) => setLook({ awayAfter: Number(minutes) })}
        />
        <p className="help">{s.profile.awayMore}</p>
      </div>
      <div className="line folds">
        <span>
          <span className="med block">{s.profile.notices}</span>
          <span className="f3">{s.profile.noticesMore}</span>
        </span>
        {notices === 'default' ? (
          <Btn onPress={() => void askForNotices()}>
            <Icon of={Bell} size={15} />
            {t.notices.allow}
          </Btn>
        ) : (
          <span className="f2">{notices === 'granted' ? t.notices.allowed : t.notices.denied}</span>
        )}
      </div>
      <div>
        <Toggle
          label={s.profile.sound}
          more={s.profile.soundMore}
          on={look.sound}
          onChange={(sound) => {
            setLook({ sound });
            if (sound) chime();
          }}
        />
        <Toggle
          label={s.profile.enter}
          more={s.profile.enterMore}
          on={look.enterSends}
          onChange={(enterSends) => setLook({ enterSends })}
        />
        <Toggle
          label={s.profile.keys}
          more={s.profile.keysMore}
          on={look.singleKeys}
          onChange={(singleKeys) => setLook({ singleKeys })}
        />
      </div>
    </div>
  );
}
