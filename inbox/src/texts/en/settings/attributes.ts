/** What the workspace wants to know of its contacts. */

export const attributes = {
  attributes: {
    title: 'Contact attributes',
    heads: ['Attribute'],
    none: 'No contact attributes yet',
    noneMore: 'Attributes are what you want to know of people: a plan, a customer number, a renewal date.',
    noneMay: 'A manager of your team can add some.',
    create: 'New attribute',
    createTitle: 'New attribute',
    createDeed: 'Create attribute',
    changeTitle: 'Change attribute',
    changeDeed: 'Save',
    change: 'Change',
    name: 'Name',
    type: 'Type',
    types: { text: 'Text', number: 'Number', date: 'Date', boolean: 'Yes or no', list: 'List', link: 'Link' },
    options: 'Options',
    optionsHelp: 'One a line.',
    remove: 'Delete',
    removeTitle: (name: string) => `Delete “${name}”?`,
    removeText: 'Values that contacts have stay with them, without a type.',
    keep: 'Keep it',
    removed: (name: string) => `“${name}” deleted`,
  },
} as const;
