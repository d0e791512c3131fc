/** The dialogs of deeds that ask first and are seldom done. They are loaded together, when the first of them is asked for. */
import { LaterDialog } from '../composer/LaterDialog';
import { EraseDialog } from '../panel/EraseDialog';
import { MergeDialog } from '../panel/MergeDialog';
import { IntoDialog } from '../thread/IntoDialog';
import { SplitDialog } from '../thread/SplitDialog';
import { AttributeDialog } from './AttributeDialog';
import { DaysDialog } from './DaysDialog';
import { SnoozeDialog } from './SnoozeDialog';
import { TranscriptDialog } from './TranscriptDialog';

export default function Asked() {
  return (
    <>
      <SnoozeDialog />
      <DaysDialog />
      <AttributeDialog />
      <TranscriptDialog />
      <EraseDialog />
      <MergeDialog />
      <LaterDialog />
      <IntoDialog />
      <SplitDialog />
    </>
  );
}
