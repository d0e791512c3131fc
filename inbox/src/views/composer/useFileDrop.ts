/** Files dropped anywhere on the open conversation are for its answer. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { carriesFiles } from '@/components/files';

/** Whether files are held over it at the moment; `take` gets them when they are let go. */
export function useFileDrop(inside: RefObject<HTMLElement | null>, take: (files: FileList) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const zone = inside.current?.closest<HTMLElement>('.thread');
    if (!zone) return;
    const held = (event: DragEvent) => {
      if (!carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      setOver(true);
    };
    const left = (event: DragEvent) => !zone.contains(event.relatedTarget as Node | null) && setOver(false);
    const dropped = (event: DragEvent) => {
      setOver(false);
      if (!event.dataTransfer || !carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      latest.current(event.dataTransfer.files);
    };
    zone.addEventListener('dragover', held);
    zone.addEventListener('dragleave', left);
    zone.addEventListener('drop', dropped);
    return () => {
      zone.removeEventListener('dragover', held);
      zone.removeEventListener('dragleave', left);
      zone.removeEventListener('drop', dropped);
    };
  }, [inside]);
  return over;
}
