import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import { paths } from '../../paths.ts'
import { useStaffText } from '../../text/staff.ts'
import { Field, Select } from '../../ui/Field.tsx'
import { Page } from '../../ui/Page.tsx'
import './intake.css'
import { DropZone } from './DropZone.tsx'
import { SendingList } from './SendingList.tsx'
import { useUploadQueue } from './use-upload-queue.ts'

const providerShape = /^[\p{L}\p{N}._-]{1,64}$/u

/** Where a department sends its files. One file leads to its result at once; several are listed with links. */
export function Component() {
  const { w, pick } = useStaffText()
  const [search] = useSearchParams()
  const [kind, setKind] = useState(search.get('kind') ?? '')
  const [provider, setProvider] = useState(search.get('provider') ?? '')
  const { files, add, retry } = useUploadQueue()
  const kinds = useQuery({
    queryKey: ['kinds'],
    queryFn: () => get('/v1/catalog/kinds', {}),
    staleTime: 300_000,
  })
  useOpenOnly(files.length === 1 && files[0]!.reply ? files[0]!.reply.id : null)
  const isBad = provider !== '' && !providerShape.test(provider)
  const send = (chosen: File[]) => {
    if (!isBad) add(chosen, { kind: kind || undefined, provider: provider || undefined })
  }
  return (
    <Page title={w.submit.title} lead={w.submit.lead}>
      <DropZone onFiles={send} />
      <div className="submit-options">
        <Select
          label={w.submit.kind}
          hint={w.submit.kindHint}
          value={kind}
          onChange={(e) => setKind(e.target.value)}
        >
          <option value="">{w.submit.kindAuto}</option>
          {kinds.data?.items.map((item) => (
            <option key={item.kind} value={item.kind}>
              {pick(item.title)}
            </option>
          ))}
        </Select>
        <Field
          label={w.submit.provider}
          hint={w.submit.providerHint}
          error={isBad ? w.submit.providerBad : null}
          value={provider}
          maxLength={64}
          autoComplete="organization"
          onChange={(e) => setProvider(e.target.value.trim())}
        />
      </div>
      <SendingList files={files} retry={retry} />
      <Accepted />
    </Page>
  )
}

/** Opens the result of the only file, once. */
function useOpenOnly(id: string | null) {
  const navigate = useNavigate()
  useEffect(() => {
    if (id !== null) void navigate(paths.batch(id))
  }, [id, navigate])
}

function Accepted() {
  const { w } = useStaffText()
  return (
    <>
      <section aria-labelledby="accepted">
        <h2 id="accepted">{w.submit.accepted}</h2>
        <dl className="facts">
          <div>
            <dt>{w.submit.formats}</dt>
            <dd>{w.submit.formatList}</dd>
          </div>
          <div>
            <dt>{w.submit.encodings}</dt>
            <dd>{w.submit.encodingList}</dd>
          </div>
          <div>
            <dt>{w.submit.headers}</dt>
            <dd>{w.submit.headerList}</dd>
          </div>
          <div>
            <dt>{w.submit.refused}</dt>
            <dd>{w.submit.refusedList}</dd>
          </div>
        </dl>
      </section>
      <section aria-labelledby="sample">
        <h2 id="sample">{w.submit.sample}</h2>
        <p>{w.submit.sampleHint}</p>
        <p className="actions">
          <a className="button quiet" href={paths.sample('sample-dirty-penalties.xlsx')} download>
            {w.submit.sampleDirty}
          </a>
          <a className="button quiet" href={paths.sample('sample-clean-licences.csv')} download>
            {w.submit.sampleClean}
          </a>
        </p>
        <p>{w.submit.templateHint}</p>
        <p>
          <Link to={paths.kinds}>{w.submit.templates}</Link>
        </p>
      </section>
    </>
  )
}
