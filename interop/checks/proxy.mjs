// Behind nginx as a caching proxy everything that caching.mjs checks still holds, and the second of two questions is
// answered from nginx's cache with the same bytes.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'

const proxy = process.env.CACHE
execFileSync('node', ['checks/caching.mjs', proxy], { stdio: 'inherit' })
const { data: releases } = await (await fetch(`${proxy}/v1/releases`)).json()
const url = `/v1/counts?list=arn-cases&group_by=company,period&period=month&release=${releases.find((r) => r.current).release}`
const direct = await (await fetch(process.env.BASE + url)).text()
const statuses = []
for (let i = 0; i < 3; i++) {
  const answer = await fetch(proxy + url)
  statuses.push(answer.headers.get('x-cache-status'))
  assert.equal(await answer.text(), direct)
}
console.log(statuses.join(' '))
assert.deepEqual(statuses.slice(1), ['HIT', 'HIT'])
