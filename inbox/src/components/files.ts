/** Files that are dragged or pasted into the app. */

export const carriesFiles = (data: DataTransfer | null) => Boolean(data?.types.includes('Files'));

/** What was copied from a text or a table comes with a picture of itself: then the words are meant. */
export function pastedFiles(data: DataTransfer): FileList | null {
  const isText = data.types.includes('text/plain') && data.types.includes('text/html');
  return isText || data.files.length === 0 ? null : data.files;
}

/** A file let go beside the place for it would open instead of the app, and everything unsaved with it would go. */
export function keepFilesOut(): void {
  const refuse = (event: DragEvent) => {
    if (event.defaultPrevented || !event.dataTransfer || !carriesFiles(event.dataTransfer)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  };
  addEventListener('dragover', refuse);
  addEventListener('drop', refuse);
}
