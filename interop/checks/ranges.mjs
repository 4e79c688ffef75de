// hyparquet reads a file of the release over HTTP ranges: the rows of one company without most of the file.
import assert from 'node:assert/strict'
import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

const base = process.env.BASE
const { data: releases } = await (await fetch(`${base}/v1/releases`)).json()
const { data: release } = await (await fetch(`${base}/v1/releases/${releases.find((r) => r.current).release}`)).json()
const file = release.files.find((f) => f.name === 'disputes.parquet')
const url = `${base}/v1/releases/${release.release}/files/${file.name}`

let fetched = 0
const remote = {
  byteLength: file.bytes,
  async slice(from, to = file.bytes) {
    const answer = await fetch(url, { headers: { range: `bytes=${from}-${to - 1}` } })
    assert.equal(answer.status, 206)
    assert.equal(answer.headers.get('content-range'), `bytes ${from}-${to - 1}/${file.bytes}`)
    const bytes = await answer.arrayBuffer()
    assert.equal(bytes.byteLength, to - from)
    fetched += bytes.byteLength
    return bytes
  },
}
const metadata = await parquetMetadataAsync(remote, { initialFetchSize: 16 * 1024 })
assert.equal(Number(metadata.num_rows), file.rows)
const rows = await parquetReadObjects({ file: remote, metadata, compressors, columns: ['company_id', 'outcome'] })
assert.equal(rows.length, file.rows)
assert.ok(rows.every((r) => typeof r.company_id === 'string'))
console.log(`${rows.length} rows, ${fetched} of ${file.bytes} bytes`)
assert.ok(fetched < file.bytes / 2, `two columns cost ${fetched} of ${file.bytes} bytes`)
