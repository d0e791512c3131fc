/** A workspace's own statuses. */
export const statuses = {
  statuses: {
    title: 'Statuses',
    heads: ['Status'],
    none: 'No statuses of your own yet',
    noneMore:
      'Say more finely where a conversation stands: “Waiting for parts” is a kind of pending. Reports, lists and rules go on counting it as pending.',
    noneMay: 'An admin can make some.',
    create: 'New status',
    createTitle: 'New status',
    createDeed: 'Create status',
    changeTitle: 'Change status',
    changeDeed: 'Save',
    change: 'Change',
    name: 'Name',
    counts: 'Counts as',
    countsMore: 'Reports, lists, reminders and ratings treat it so. This cannot be changed later.',
    countsAs: (status: string) => `Counts as ${status}`,
    colour: 'Colour',
    up: (name: string) => `Move “${name}” up`,
    down: (name: string) => `Move “${name}” down`,
    remove: 'Delete',
    removeTitle: (name: string) => `Delete “${name}”?`,
    removeText: 'Conversations that have it keep the status that it counts as. This cannot be undone.',
    keep: 'Keep it',
    removed: (name: string) => `“${name}” deleted`,
  },
} as const;
