/**
 * Chunks filed side by side. Measured on 2 cores: one session leaves the database idle while rows are cleaned,
 * three keep both busy, more only wait for each other.
 */
export const filingSessions = 3
