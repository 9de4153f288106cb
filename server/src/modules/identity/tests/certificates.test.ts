import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { oauthClient } from '../../../../test/support/oauth-client.ts'
import { member, residentNumber, send } from '../../../../test/support/people.ts'
import { ask, loadPolicy, testServer } from '../../../../test/support/server.ts'
import { certificatePrint } from '../actions/issue-access-token.ts'

/** Two self-signed certificates of the test, P-256, valid for a century; their keys were thrown away. */
const own = `-----BEGIN CERTIFICATE-----
MIIBgzCCASmgAwIBAgIUMU84ZhsF/3HAIf/EANlWm4opkdwwCgYIKoZIzj0EAwIw
FjEUMBIGA1UEAwwLb3duLmV4YW1wbGUwIBcNMjYxMTI0MTMwMzQzWhgPMjEyNjEw
MzExMzAzNDNaMBYxFDASBgNVBAMMC293bi5leGFtcGxlMFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAEsZ6IEMvf9UwCDtuUPwYavs/7ExPx6odx9LVmbSsFqLMq0RER
8RJgV3W/8QK2ltqCe+QR8FkbfLiIrtufU1muVKNTMFEwHQYDVR0OBBYEFHDmTUdV
S5BWgFdvkx8mWjjesBrSMB8GA1UdIwQYMBaAFHDmTUdVS5BWgFdvkx8mWjjesBrS
MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgWacrP2noFH+/3Ks7
AYnqhf08ryJG1M4KMZ+LL9Pzs5gCIQCLc9pyvWGkrn43IzBMfX/oHv8USqkF8225
IJbKpmCDQA==
-----END CERTIFICATE-----`
const other = `-----BEGIN CERTIFICATE-----
MIIBhzCCAS2gAwIBAgIUEkNzLDOZLOCR3UQC0rvc6Up6XDMwCgYIKoZIzj0EAwIw
GDEWMBQGA1UEAwwNb3RoZXIuZXhhbXBsZTAgFw0yNjExMjQxMzAzNDNaGA8yMTI2
MTAzMTEzMDM0M1owGDEWMBQGA1UEAwwNb3RoZXIuZXhhbXBsZTBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABMJobS2cWREaMMEcNowIo8z9Sbj2zGrd43n9WuCFWCQn
qiVbi2S2sQ2rBgy0IBjBnwiqjvmBuDbw9DqW4u0J+p+jUzBRMB0GA1UdDgQWBBTu
yXmECrZ/9uCHOrPV6/W6Lpaf7zAfBgNVHSMEGDAWgBTuyXmECrZ/9uCHOrPV6/W6
Lpaf7zAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCICfDjArF95eb
LTm/QrnBqv91JCmgr9XV5pbCK5oDlnrBAiEA+7zG5mff0WH8Fzo2WLwkv0fA/aY+
xI3cnmlN1WQQIag=
-----END CERTIFICATE-----`

let database: TestDatabase
let server: FastifyInstance
let kit: Awaited<ReturnType<typeof oauthClient>>
const proxy = '10.9.8.7'
const header = 'x-client-cert'

beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database, { config: { trustProxy: ['10.9.0.0/16'], clientCertHeader: header } })
  kit = await oauthClient(server, 'tls-system', '/v1/batches', () => new Date())
  const wide = { scope: { orgId: null } }
  const system = await member(database, { roles: ['systemOfficer'], number: residentNumber(1), ...wide })
  const asker = await member(database, { roles: ['bankOfficer'], orgId: 'bank', number: residentNumber(2) })
  const approvers = await Promise.all(
    [3, 4].map((n) => member(database, { roles: ['approvalOfficer'], number: residentNumber(n), ...wide })),
  )
  await send(server, 'POST', '/v1/clients', system.headers, {
    id: 'tls-system',
    orgId: 'bank',
    title: '银行系统',
    jwks: { keys: [kit.own.jwk] },
    certificates: [certificatePrint(encodeURIComponent(own))],
  })
  const { body } = await send<{ id: string }>(server, 'POST', '/v1/grants', asker.headers, {
    clientId: 'tls-system',
    service: 'batches:read',
    fields: [],
    purpose: '对账',
    legalBasis: '协议',
    validFrom: '2026-01-01',
    validTo: '2099-01-01',
    quotaPerDay: 3,
  })
  for (const one of approvers)
    expect((await send(server, 'POST', `/v1/grants/${body.id}/approval`, one.headers)).status).toBe(200)
})
afterAll(async () => {
  await server.close()
  await database.close()
})

type Way = { certificate?: string; from?: string; name?: string }
const headersOf = ({ certificate = own, name = header }: Way): Record<string, string> =>
  certificate === '' ? {} : { [name]: encodeURIComponent(certificate) }
const askToken = async (way: Way = {}) =>
  ask<{ access_token: string; token_type: string }>(server, {
    method: 'POST',
    url: '/v1/oauth/token',
    remoteAddress: way.from ?? proxy,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headersOf(way) },
    payload: kit.form(await kit.assertion()),
  })
const read = (token: string, way: Way = {}, scheme = 'Bearer') =>
  ask(server, {
    method: 'GET',
    url: '/v1/batches',
    remoteAddress: way.from ?? proxy,
    headers: { authorization: `${scheme} ${token}`, ...headersOf(way) },
  })

describe('a token bound to a certificate', () => {
  test('is given and works only behind our proxy, with the certificate the proxy has checked', async () => {
    const refused: Way[] = [
      { certificate: other },
      { certificate: '' },
      { certificate: 'no certificate' },
      { from: '203.0.113.9' },
      { from: '10.10.0.1' },
      { name: 'x-other-cert' },
    ]
    for (const way of refused) expect([way, (await askToken(way)).status]).toEqual([way, 401])
    const { body } = await askToken()
    expect(body.token_type).toBe('Bearer')
    for (const way of refused) expect([way, (await read(body.access_token, way)).status]).toEqual([way, 401])
    expect((await read(body.access_token, {}, 'DPoP')).status).toBe(401)
    expect((await read(body.access_token)).status).toBe(200)
  })

  test('serves as often a day as was granted, counted also when all come at once', async () => {
    const { body } = await askToken()
    const replies = await Promise.all(Array.from({ length: 20 }, () => read(body.access_token)))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(2)
    expect(replies.filter(({ body: reply }) => reply.code === 'identity.quotaUsedUp')).toHaveLength(18)
  })
})
