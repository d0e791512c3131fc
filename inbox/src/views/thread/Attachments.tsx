/** Files on a message: pictures as thumbnails, the rest as cards; links that have ended are renewed on use. */
import { Download } from 'lucide-react';
import { useState } from 'react';
import { files as api } from '@/api/hub';
import type { Attachment } from '@/api/types';
import { Icon } from '@/components/glyphs';
import { fileSize } from '@/components/time';
import { t } from '@/texts';

export function Attachments({ files }: { files: readonly Attachment[] }) {
  if (files.length === 0) return null;
  return (
    <div className="atts">
      {files.map((file) => (
        <AttachmentView key={file.id} file={file} />
      ))}
    </div>
  );
}

function AttachmentView({ file: given }: { file: Attachment }) {
  const [file, setFile] = useState(given);
  const [renewed, setRenewed] = useState(false);
  /** Its signature may have ended; asked once, so that a broken picture is no loop. */
  const renew = () => {
    if (renewed) return;
    setRenewed(true);
    api.renew(file.id).then(setFile, () => undefined);
  };
  return file.thumbnail_url ? <Picture file={file} onBroken={renew} /> : <Card file={file} />;
}

/** The final size is known before the picture is: nothing moves when it comes. */
function boxOf(file: Attachment): { width: number; height: number } {
  const width = file.width ?? 220;
  const height = file.height ?? 160;
  const scale = Math.min(1, 220 / width, 150 / height);
  return { width: Math.max(48, Math.round(width * scale)), height: Math.max(48, Math.round(height * scale)) };
}

function Picture({ file, onBroken }: { file: Attachment; onBroken: () => void }) {
  const { width, height } = boxOf(file);
  return (
    <a
      className="pic"
      href={file.url}
      target="_blank"
      rel="noopener noreferrer"
      title={file.file_name}
      aria-label={t.thread.image(file.file_name)}
    >
      <img
        src={file.thumbnail_url ?? file.url}
        alt={file.file_name}
        width={width}
        height={height}
        loading="lazy"
        onError={onBroken}
      />
    </a>
  );
}

function typeOf(file: Attachment): string {
  const ending = /\.([a-z0-9]{1,4})$/iu.exec(file.file_name)?.[1];
  return (ending ?? file.content_type.split('/')[1] ?? 'file').slice(0, 4).toUpperCase();
}

function Card({ file }: { file: Attachment }) {
  const size = fileSize(file.size);
  return (
    <a className="doc" href={file.url} target="_blank" rel="noopener noreferrer" download={file.file_name}>
      <span className={`doc-type ${file.content_type === 'application/pdf' ? 'pdf' : ''}`}>{typeOf(file)}</span>
      <span className="grow">
        <span className="med cut doc-name" title={file.file_name}>
          {file.file_name}
        </span>
        <span className="doc-size num">{size}</span>
      </span>
      <Icon of={Download} size={15} className="f3" />
      <span className="hidden">{t.thread.download}</span>
    </a>
  );
}
