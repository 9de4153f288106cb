/**
 * Roles of the database, one for each kind of process. None may change tables, nor update or delete what is
 * append-only. `xinqiao_app` works and answers partners; `xinqiao_console` also reads credentials and sessions;
 * `xinqiao_portal` reads what is public and nothing else, and rows about persons not even there.
 */
export const databaseRoles = {
  all: 'xinqiao_console',
  console: 'xinqiao_console',
  portal: 'xinqiao_portal',
  gateway: 'xinqiao_app',
  worker: 'xinqiao_app',
} as const

export const appRole = 'xinqiao_app'
export const consoleRole = 'xinqiao_console'
export const portalRole = 'xinqiao_portal'

/** Every role there is. */
export const roleNames = [appRole, consoleRole, portalRole] as const

/** Names of roles as they stand in a migration. */
export const rolePattern = /\bxinqiao_(?:app|console|portal)\b/g
