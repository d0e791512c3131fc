/** Tags. */

export const tags = {
  tags: {
    title: 'Tags',
    heads: ['Tag'],
    none: 'No tags yet',
    noneMore: 'Tags say what a conversation is about. Everybody in the workspace sees and uses the same ones.',
    noneMay: 'A manager of your team can make some.',
    create: 'New tag',
    createTitle: 'New tag',
    createDeed: 'Create tag',
    changeTitle: 'Change tag',
    changeDeed: 'Save',
    change: 'Change',
    name: 'Name',
    colour: 'Colour',
    remove: 'Delete',
    removeTitle: (name: string) => `Delete “${name}”?`,
    removeText: 'It is taken off every conversation that carries it. This cannot be undone.',
    keep: 'Keep it',
    removed: (name: string) => `“${name}” deleted`,
  },
} as const;
