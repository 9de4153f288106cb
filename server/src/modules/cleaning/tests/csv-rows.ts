/** Rows of a small, well-formed CSV text held in memory; quoted cells may hold commas and line ends. */
export function csvRows(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  const body = text.replace(/^\ufeff/, '')
  for (let i = 0; i < body.length; i++) {
    const character = body[i] as string
    if (isQuoted) {
      if (character !== '"') cell += character
      else if (body[i + 1] === '"') cell += body[i++]
      else isQuoted = false
    } else if (character === '"') isQuoted = true
    else if (character === ',' || character === '\n') {
      row.push(cell.replace(/\r$/, ''))
      cell = ''
      if (character === '\n') {
        rows.push(row)
        row = []
      }
    } else cell += character
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell])
  return rows
}
