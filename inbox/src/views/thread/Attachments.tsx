/** Files on a message: pictures as thumbnails, the rest as cards; links that have ended are renewed on use. */
import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { files as api } from '@/api/hub';
import type { Attachment } from '@/api/types';
import { Icon } from '@/components/glyphs';
import { fileSize } from '@/components/time';
import { useConnection } from '@/store/connection';
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

function AttachmentView({ file }: { file: Attachment }) {
  return file.thumbnail_url ? <Picture file={file} /> : <Card file={file} />;
}

/** One that fails to load is loaded anew once in each session, its address may have ended: it is no loop if broken. */
function useRenewed(given: Attachment) {
  const session = useConnection((state) => state.session);
  const [file, setFile] = useState(given);
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState(-1);
  const tried = useRef(-1);
  useEffect(() => {
    if (failed !== attempt || tried.current === session) return;
    tried.current = session;
    void api
      .renew(file.id)
      .then(setFile, () => undefined)
      .then(() => setAttempt(attempt + 1));
  }, [failed, attempt, session, file.id]);
  return { file, attempt, onError: () => setFailed(attempt) };
}

/** The final size is known before the picture is: nothing moves when it comes. */
function boxOf(file: Attachment): { width: number; height: number } {
  const width = file.width ?? 220;
  const height = file.height ?? 160;
  const scale = Math.min(1, 220 / width, 150 / height);
  return { width: Math.max(48, Math.round(width * scale)), height: Math.max(48, Math.round(height * scale)) };
}

function Picture({ file: given }: { file: Attachment }) {
  const { file, attempt, onError } = useRenewed(given);
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
        key={attempt} // the same element would not load the same address again
        src={file.thumbnail_url ?? file.url}
        alt={file.file_name}
        width={width}
        height={height}
        loading="lazy"
        onError={onError}
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
        <span className="med cut doc-name" title={file.file_name} dir="auto">
          {file.file_name}
        </span>
        <span className="doc-size num">{size}</span>
      </span>
      <Icon of={Download} size={15} className="f3" />
      <span className="hidden">{t.thread.download}</span>
    </a>
  );
}
