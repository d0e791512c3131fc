/** A dialog, for what cannot be undone or needs a choice. Its buttons name the deed. */
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

interface AskProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  actions?: ReactNode;
  wide?: boolean;
  urgent?: boolean;
}

export function Ask({ title, isOpen, onClose, children, actions, wide = false, urgent = false }: AskProps) {
  return (
    <ModalOverlay className="scrim" isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable={!urgent}>
      <Modal className={`modal ${wide ? 'wide' : ''}`}>
        <Dialog className="dlg" role={urgent ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" className="dlg-title">
            {title}
          </Heading>
          {children}
          {actions && <div className="dlg-acts">{actions}</div>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
