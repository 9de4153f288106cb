/** Why a call to another system was not made, or its answer not taken. */
export type RefusedFor =
  | 'address'
  | 'credentials'
  | 'late'
  | 'name'
  | 'port'
  | 'redirect'
  | 'scheme'
  | 'tooLong'
  | 'unreachable'

const sentences: Record<RefusedFor, string> = {
  address: 'its address is private or local',
  credentials: 'an address must not hold a user or password',
  late: 'it did not answer in time',
  name: 'it is no address, or its name has none',
  port: 'its port is not one of those that are called',
  redirect: 'it sends elsewhere',
  scheme: 'it is not reached by https',
  tooLong: 'it answered too much',
  unreachable: 'it cannot be reached',
}

/** A call to another system that failed or was never made. Its message tells why and never holds the address. */
export class OutboundRefusal extends Error {
  readonly reason: RefusedFor
  constructor(reason: RefusedFor, cause?: unknown) {
    super(`Another system was not called: ${sentences[reason]}.`, cause === undefined ? {} : { cause })
    this.reason = reason
  }
}
