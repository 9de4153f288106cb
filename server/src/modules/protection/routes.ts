import { consentRoutes } from './routes/consents.ts'
import { registerRoutes } from './routes/register.ts'

export const routes = [...registerRoutes, ...consentRoutes]
