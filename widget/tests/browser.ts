/** The little of a browser that the logic looks at; the browser itself is tested in tests/browser. */
Object.assign(globalThis, {
  location: new URL('https://hub.example/widget/frame'),
  document: { documentElement: { dir: 'ltr', lang: 'en' } },
})
