/** The features page: what each part of the product turns on. */
export const features = {
  features: {
    title: 'Features',
    intro:
      'What your workspace uses. A switch counts for everybody at once. Nothing is lost when you turn something off; turn it on again and all of it is back.',
    later: 'Comes with a later version; there is nothing to see yet.',
    name: {
      dashboard: 'Dashboard',
      sales: 'Sales CRM',
      conversation: 'Conversations',
      ai_agent: 'AI agent',
      ticketing: 'Ticketing',
      workflow: 'Workflow automation',
      campaign: 'Marketing campaigns',
      reports: 'Reports and analytics',
    },
    what: {
      dashboard: 'The dashboard with what is open, waiting and unassigned right now, and who is online.',
      conversation: 'Inbox, website chat, contacts and search. All other features stand on it, so it is always on.',
      reports:
        'The rest of the dashboard: volume, response times, satisfaction and ratings for any range of days, also over the API.',
    },
  },
};
