/** The files of a draft: on their way, ready, or refused in words. */
import { File, Image, TriangleAlert, X } from 'lucide-react';
import type { Attachment } from '@/api/types';
import { Icon } from '@/components/glyphs';
import { fileSize } from '@/components/time';
import { draft, setDraft } from '@/store/drafts';
import { t } from '@/texts';
import { dropUpload, type Uploading, useUploads } from './uploads';

export function Tray({ id, files }: { id: string; files: readonly Attachment[] }) {
  const all = useUploads((state) => state.items);
  const uploads = all.filter((item) => item.conversationId === id);
  if (files.length === 0 && uploads.length === 0) return null;
  const remove = (file: Attachment) => setDraft(id, { files: draft(id).files.filter((held) => held.id !== file.id) });
  return (
    <ul className="tray">
      {files.map((file) => (
        <li key={file.id} className="upl">
          <Icon of={file.content_type.startsWith('image/') ? Image : File} size={14} className="f3" />
          <span className="med cut">{file.file_name}</span>
          <span className="f3 num">{fileSize(file.size)}</span>
          <Remove name={file.file_name} onPress={() => remove(file)} />
        </li>
      ))}
      {uploads.map((item) => (
        <UploadLine key={item.key} item={item} />
      ))}
    </ul>
  );
}

function UploadLine({ item }: { item: Uploading }) {
  const percent = Math.round(item.share * 100);
  return (
    <li className={`upl ${item.wrong ? 'wrong' : ''}`}>
      <Icon of={item.wrong ? TriangleAlert : File} size={14} className={item.wrong ? '' : 'f3'} />
      <span className="med cut">{item.name}</span>
      {item.wrong ? (
        <span role="alert">{item.wrong}</span>
      ) : (
        <>
          <progress className="upl-bar" max={1} value={item.share} aria-label={item.name} />
          <span className="f3 num">{percent} %</span>
        </>
      )}
      <Remove name={item.name} onPress={() => dropUpload(item.key)} />
    </li>
  );
}

function Remove({ name, onPress }: { name: string; onPress: () => void }) {
  return (
    <button type="button" className="upl-x" aria-label={t.composer.remove(name)} onClick={onPress}>
      <Icon of={X} size={13} />
    </button>
  );
}
