/** The web's types of the API, made from openapi.json; committed beside the client that uses them. */
export async function webTypes(openApi: string): Promise<{ path: string; text: string }> {
  const { default: typesOf, astToString } = await import('openapi-typescript')
  const head = '// Written by `xinqiao openapi`, never by hand: the types of openapi.json.\n\n'
  return { path: 'web/src/api/openapi.gen.ts', text: head + astToString(await typesOf(openApi)) }
}
