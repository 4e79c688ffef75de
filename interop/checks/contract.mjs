// Answers of the running service are what its contract says, judged by a JSON Schema validator.
import assert from 'node:assert/strict'
import Ajv from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

const base = process.env.BASE
const contract = await (await fetch(`${base}/openapi.json`)).json()
const ajv = new Ajv({ strict: false, allErrors: true })
addFormats(ajv)
ajv.addSchema(contract, 'contract')

const get = async (path) => {
  const answer = await fetch(base + '/v1' + path)
  return { status: answer.status, type: answer.headers.get('content-type').split(';')[0], body: await answer.json() }
}
const release = (await get('/releases')).body.data.find((r) => r.current).release
const company = (await get('/companies?list=arn-cases&limit=1')).body.data[0].company_id
const questions = {
  '/api-info': ['/api-info'],
  '/config': ['/config'],
  '/companies': ['/companies', '/companies?list=arn-cases&limit=100', '/companies?q=ab', '/companies?page=0'],
  '/companies/{id}': [`/companies/${company}`, '/companies/se-0000000000'],
  '/companies/{id}/summary': [`/companies/${company}/summary?list=arn-cases`, `/companies/${company}/summary`],
  '/rankings': ['/rankings?list=arn-cases&from=2022-01-01&to=2022-12-31', '/rankings'],
  '/surges': ['/surges?list=arn-cases', '/surges'],
  '/statements': ['/statements'],
  '/aggregates': ['/aggregates', '/aggregates?from=2022-01-01&to=2022-12-31', '/aggregates?list=arn-cases'],
  '/brands': ['/brands', '/brands?limit=1&page=2', '/brands?brand=klarna'],
  '/counts': ['/counts?list=arn-cases', '/counts?list=arn-cases&group_by=company,period,department,outcome', `/counts?list=arn-cases&measure=won&group_by=period&period=month&company=${company}&span=to_date`,
    '/counts?list=published-figures', '/counts?list=nothing', '/counts', '/counts?list=arn-cases&from=2023-02-30', '/counts?list=konsumentverket-complaints&measure=won'],
  '/records': ['/records?list=arn-cases', '/records?list=konsumentverket-complaints&page=2'],
  '/figures': ['/figures?limit=100', '/figures?brand=klarna', '/figures?limit=100&reconcile=true'],
  '/lists': ['/lists'],
  '/lists/{id}': ['/lists/arn-cases', '/lists/published-figures', '/lists/nothing'],
  '/departments': ['/departments?list=arn-cases', '/departments'],
  '/notes': ['/notes'],
  '/releases': ['/releases'],
  '/releases/{id}': [`/releases/${release}`, '/releases/r-0000000000000000'],
}
let judged = 0
for (const [path, asked] of Object.entries(questions)) {
  const operation = contract.paths[path]?.get
  assert.ok(operation, `the contract has no ${path}`)
  for (const question of asked) {
    const { status, type, body } = await get(question)
    const response = operation.responses[status] ?? operation.responses.default
    assert.ok(response, `${question}: ${status} is not in the contract`)
    const key = response.$ref ? response.$ref.slice(1) : `/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/get/responses/${operation.responses[status] ? status : 'default'}`
    const content = (response.$ref ? response.$ref.slice(2).split('/').reduce((o, k) => o[k], contract) : response).content
    assert.ok(content[type], `${question}: ${status} ${type} is not in the contract`)
    const pointer = encodeURI(`${key}/content/${type.replaceAll('/', '~1')}/schema`)
    const valid = ajv.validate({ $ref: `contract#${pointer}` }, body)
    assert.ok(valid, `${question}: ${status}: ${ajv.errorsText(ajv.errors?.slice(0, 5), { separator: '\n' })}`)
    assert.ok(status < 500, `${question}: ${status}`)
    judged++
  }
}
const untried = Object.keys(contract.paths).filter((p) => contract.paths[p].get && !(p in questions) && p !== '/releases/{id}/files/{name}')
assert.deepEqual(untried, [], 'resources that this check leaves out')
console.log(judged, 'answers')
