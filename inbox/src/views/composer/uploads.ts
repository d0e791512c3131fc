/** Files on their way into a message: each with its progress, kept apart for each conversation. */
import { create } from 'zustand';
import { Problem } from '@/api/problem';
import { upload } from '@/api/upload';
import { draft, setDraft } from '@/store/drafts';
import { warn } from '@/store/toasts';
import { t } from '@/texts';

export interface Uploading {
  key: string;
  conversationId: string;
  name: string;
  size: number;
  /** From 0 to 1. */
  share: number;
  wrong: string | null;
  cancel: () => void;
}

export const useUploads = create<{ items: Uploading[] }>(() => ({ items: [] }));

let count = 0;

function change(key: string, change: Partial<Uploading>): void {
  useUploads.setState(({ items }) => ({
    items: items.map((item) => (item.key === key ? { ...item, ...change } : item)),
  }));
}

export function dropUpload(key: string): void {
  const item = useUploads.getState().items.find((one) => one.key === key);
  item?.cancel();
  useUploads.setState(({ items }) => ({ items: items.filter((one) => one.key !== key) }));
}

/** What one message can carry. */
const MOST = 10;

export function addFiles(conversationId: string, files: Iterable<File>): void {
  const coming = useUploads.getState().items.filter((item) => item.conversationId === conversationId).length;
  const room = Math.max(0, MOST - coming - draft(conversationId).files.length);
  const wanted = [...files];
  if (wanted.length > room) warn(t.composer.tooMany(MOST));
  for (const file of wanted.slice(0, room)) start(conversationId, file);
}

function start(conversationId: string, file: File): void {
  count += 1;
  const key = `${Date.now()}-${count}`;
  const { done, cancel } = upload(file, (share) => change(key, { share }));
  const item = { key, conversationId, name: file.name, size: file.size, share: 0, wrong: null, cancel };
  useUploads.setState(({ items }) => ({ items: [...items, item] }));
  done.then(
    (attachment) => {
      if (!useUploads.getState().items.some((one) => one.key === key)) return;
      useUploads.setState(({ items }) => ({ items: items.filter((one) => one.key !== key) }));
      setDraft(conversationId, { files: [...draft(conversationId).files, attachment] });
    },
    (error: unknown) => change(key, { wrong: reasonOf(error) }),
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Problem && error.status > 0 && error.message ? error.message : t.composer.uploadFailed;
}
