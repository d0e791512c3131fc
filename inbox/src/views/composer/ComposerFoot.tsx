/** Attach at the start, send at the end. */
import { CalendarClock, Check, ChevronDown, Clock, Paperclip, SendHorizontal, Users, Zap } from 'lucide-react';
import { FileTrigger } from 'react-aria-components';
import type { ConversationStatus } from '@/api/types';
import { Btn, IconBtn } from '@/components/buttons';
import { Choice, ChoiceGroup, Choices } from '@/components/Choices';
import { Icon, StatusGlyph } from '@/components/glyphs';
import { soonTime } from '@/components/time';
import type { Mode } from '@/store/drafts';
import { useLook } from '@/store/look';
import { setUi } from '@/store/ui';
import { t } from '@/texts';
import { FormatBar } from './FormatBar';
import { laterTimes } from './later';

interface FootProps {
  mode: Mode;
  ready: boolean;
  asks: boolean;
  waitsForFiles: boolean;
  isDisabled: boolean;
  /** Whether colleagues read the reply; null: there is none. */
  isShared: boolean | null;
  onShare: () => void;
  onFiles: (files: FileList | null) => void;
  onSend: () => void;
  onSendAnd: (status: ConversationStatus) => void;
  /** At a time, or at one that is still to be chosen. */
  onSendLater: (at: string | null) => void;
}

export function ComposerFoot(props: FootProps) {
  const note = props.mode === 'note';
  const sends = useLook((look) => look.enterSends);
  const key = sends ? t.composer.enter : `Ctrl ${t.composer.enter}`;
  return (
    <div className="comp-foot">
      <FileTrigger allowsMultiple onSelect={props.onFiles}>
        <IconBtn icon={Paperclip} label={t.composer.attach} isDisabled={props.isDisabled} />
      </FileTrigger>
      <IconBtn
        icon={Zap}
        label={t.macros.title}
        keys={['M']}
        isDisabled={props.isDisabled}
        onPress={() => setUi({ macros: { of: null } })}
      />
      <FormatBar isDisabled={props.isDisabled} />
      <span className={`comp-hint ${props.waitsForFiles ? '' : 'idle'}`}>
        {props.waitsForFiles ? t.composer.waitFiles : (note ? t.composer.enterNotes : t.composer.enterSends)(key)}
      </span>
      <span className="grow" />
      {note ? (
        <Btn className="note-btn" aria-disabled={!props.ready} onPress={props.onSend}>
          {t.composer.addNote}
        </Btn>
      ) : (
        <SendButton {...props} />
      )}
    </div>
  );
}

/** With nothing to send it looks off but keeps its place for the keyboard; pressed, it leads to the field. */
function SendButton({ ready, asks, isShared, onShare, onSend, onSendAnd, onSendLater }: FootProps) {
  return (
    <span className="split">
      <Btn weight="main" aria-disabled={!ready} onPress={onSend}>
        {asks ? t.composer.sendAnyway : t.composer.send}
        <Icon of={SendHorizontal} size={14} />
      </Btn>
      <Choices
        label={t.composer.sendOptions}
        placement="top end"
        trigger={
          <Btn weight="main" isDisabled={!ready} aria-label={t.composer.sendOptions}>
            <Icon of={ChevronDown} size={14} />
          </Btn>
        }
      >
        <Choice name={t.composer.sendResolve} glyph={<Icon of={Check} />} onAction={() => onSendAnd('resolved')}>
          {t.composer.sendResolve}
        </Choice>
        <Choice
          name={t.composer.sendPending}
          glyph={<StatusGlyph status="pending" />}
          onAction={() => onSendAnd('pending')}
        >
          {t.composer.sendPending}
        </Choice>
        {isShared !== null && (
          <Choice
            name={isShared ? t.composer.stopSharing : t.composer.share}
            glyph={<Icon of={Users} />}
            onAction={onShare}
          >
            {isShared ? t.composer.stopSharing : t.composer.share}
          </Choice>
        )}
        <LaterChoices onSendLater={onSendLater} />
      </Choices>
    </span>
  );
}

function LaterChoices({ onSendLater }: Pick<FootProps, 'onSendLater'>) {
  const now = Date.now();
  return (
    <ChoiceGroup title={t.composer.sendLater}>
      {laterTimes(now).map(({ label, at }) => (
        <Choice
          key={label}
          name={label}
          glyph={<Icon of={Clock} />}
          more={soonTime(at, now)}
          onAction={() => onSendLater(at)}
        >
          {label}
        </Choice>
      ))}
      <Choice
        name={t.header.snoozePick}
        glyph={<Icon of={CalendarClock} />}
        onAction={() => requestAnimationFrame(() => onSendLater(null))}
      >
        {t.header.snoozePick}
      </Choice>
    </ChoiceGroup>
  );
}
