import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { ApiProblem } from '../api/client.ts'
import { firstTexts, TextProvider } from '../text/index.tsx'
import '../ui/base.css'
import '../ui/controls.css'
import '../ui/notice.css'
import '../ui/pieces.css'
import './frame.css'
import '../features/disclosure/home.css'
import '../features/disclosure/search.css'
import '../ui/print.css'
import { Shell } from './Shell.tsx'

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // Only what may pass by itself is worth a second try.
      retry: (count, error) =>
        count < 1 && (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 500),
    },
  },
})

void firstTexts().then((first) => {
  createRoot(document.getElementById('portal')!).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <TextProvider first={first}>
          <BrowserRouter>
            <Shell />
          </BrowserRouter>
        </TextProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
})
