// The documentation opens in a browser that can reach this service and nothing else. A picture of it stays in out/.
import assert from 'node:assert/strict'
import { chromium } from 'playwright-core'

const base = process.env.BASE
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 1000 } })
  const asked = []
  const errors = []
  page.on('request', (r) => asked.push(r.url()))
  page.on('pageerror', (e) => errors.push(String(e)))
  page.on('console', (m) => m.type() === 'error' && errors.push(m.text()))
  await page.route('**/*', (route) => (new URL(route.request().url()).origin === base || route.request().url().startsWith('data:') ? route.continue() : route.abort()))
  await page.goto(`${base}/docs`, { waitUntil: 'load' })
  for (const path of ['/counts', '/companies', '/figures', '/releases']) {
    await page.getByText(path, { exact: false }).first().waitFor({ timeout: 15000 })
  }
  await page.screenshot({ path: `${process.env.OUT}/docs.png` })
  const abroad = asked.filter((u) => !u.startsWith('data:') && !u.startsWith('blob:') && new URL(u).origin !== base)
  assert.deepEqual(abroad, [], 'the page asks another host')
  assert.deepEqual(errors, [], 'the page has errors')
  console.log(asked.length, 'requests')
} finally {
  await browser.close()
}
