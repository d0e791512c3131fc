/** One dead letter: why it died, what is in it, and the two things that can be done about it. */
import { useCallback, useState } from 'react';
import { asProblem } from '@/api/problem';
import type { DeadLetter, OpenedLetter } from '@/api/types';
import { Ask } from '@/components/Ask';
import { Btn } from '@/components/buttons';
import { whyOf } from '@/components/failure';
import { t } from '@/texts';
import { s } from '@/texts/settings';
import { Awaited } from '../Awaited';
import { deadLetters } from '../api';
import { useLoaded } from '../useLoaded';

interface LetterProps {
  letter: DeadLetter;
  onClose: () => void;
  onGone: (told: string) => void;
}

export function LetterDialog({ letter, onClose, onGone }: LetterProps) {
  const loaded = useLoaded(useCallback(() => deadLetters.get(letter.id), [letter.id]));
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const decide = async (deed: (id: string) => Promise<DeadLetter>, told: string) => {
    setBusy(true);
    setWrong(null);
    try {
      await deed(letter.id);
      onGone(told);
    } catch (error) {
      setWrong(asProblem(error, t.app.failed).message);
      setBusy(false);
    }
  };
  const buttons = (
    <>
      <Btn onPress={onClose}>{t.app.cancel}</Btn>
      <Btn isDisabled={busy} onPress={() => void decide(deadLetters.discard, s.letters.discarded)}>
        {s.letters.discard}
      </Btn>
      <Btn weight="main" isDisabled={busy} onPress={() => void decide(deadLetters.replay, s.letters.replayed)}>
        {s.letters.replay}
      </Btn>
    </>
  );
  return (
    <Ask title={s.letters.dialog} isOpen onClose={onClose} actions={buttons} wide>
      <p className="dlg-text med">{whyOf(letter.failure, letter.reason)}</p>
      {letter.failure?.detail && (
        <p className="f2 letter-why" dir="auto">
          {letter.failure.detail}
        </p>
      )}
      <Awaited loaded={loaded}>{(opened) => <Preview opened={opened} />}</Awaited>
      <p className="f3">{s.letters.replayMore}</p>
      {wrong && (
        <p className="help bad" role="alert">
          {wrong}
        </p>
      )}
    </Ask>
  );
}

function Preview({ opened }: { opened: OpenedLetter }) {
  if (!opened.preview) return <p className="dlg-text">{s.letters.empty}</p>;
  return (
    <section aria-label={s.letters.content}>
      {/* It scrolls, so the keyboard has to reach it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region */}
      <pre className="letter mono" tabIndex={0}>
        {opened.preview}
      </pre>
      <p className="f3">{s.letters.size(opened.size, new TextEncoder().encode(opened.preview).length)}</p>
    </section>
  );
}
