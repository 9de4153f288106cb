import { totalmem } from 'node:os'

/** Settings of the embedded server: durable commits, sized for one machine, no listening beyond loopback. */
export function serverSettings(socket: string | null): string {
  const gigabytes = Math.max(1, Math.floor(totalmem() / 2 ** 30))
  const lines: Record<string, string> = {
    listen_addresses: socket === null ? '127.0.0.1' : '',
    unix_socket_directories: socket ?? '',
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: `${Math.min(1024, gigabytes * 64)}MB`,
    effective_cache_size: `${gigabytes * 512}MB`,
    maintenance_work_mem: '256MB',
    work_mem: '16MB',
    wal_buffers: '32MB',
    max_wal_size: '8GB',
    min_wal_size: '1GB',
    checkpoint_timeout: '15min',
    wal_compression: 'on',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_min_messages: 'warning',
    // Values of rows never reach the log: a duplicate-key error would print them.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    autovacuum_vacuum_cost_delay: '1ms',
    default_statistics_target: '100',
  }
  return Object.entries(lines)
    .map(([name, value]) => `${name} = '${value}'\n`)
    .join('')
}
