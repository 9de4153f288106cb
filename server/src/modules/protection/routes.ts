import { alertRoutes } from './routes/alerts.ts'
import { consentRoutes } from './routes/consents.ts'
import { holdRoutes } from './routes/holds.ts'
import { incidentRoutes } from './routes/incidents.ts'
import { registerRoutes } from './routes/register.ts'

export const routes = [...registerRoutes, ...consentRoutes, ...holdRoutes, ...incidentRoutes, ...alertRoutes]
