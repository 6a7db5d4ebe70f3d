/** Speaks one language, remembers which; opens what a link leads to, and on paper what failed. */
export const pageScript = `
(() => {
  const root = document.documentElement
  const speak = (language) => {
    root.lang = language
    for (const button of document.querySelectorAll('[data-speak]'))
      button.setAttribute('aria-pressed', String(button.dataset.speak === language))
  }
  const remembered = () => {
    // A browser may keep nothing for files.
    try { return localStorage.getItem('pushfarm-language') } catch { return null }
  }
  const remember = (language) => {
    try { localStorage.setItem('pushfarm-language', language) } catch { /* then it is asked again */ }
  }
  const wanted = remembered() ?? navigator.language
  speak(/^zh/i.test(wanted) ? 'zh-CN' : 'en')
  for (const button of document.querySelectorAll('[data-speak]'))
    button.addEventListener('click', () => { speak(button.dataset.speak); remember(button.dataset.speak) })
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (target === null) return
    for (let at = target; at !== null; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true
    target.scrollIntoView()
  }
  addEventListener('hashchange', open)
  open()
  addEventListener('beforeprint', () => {
    for (const one of document.querySelectorAll('details.cell.broken, details.cell.not-checked')) one.open = true
  })
})()
`
