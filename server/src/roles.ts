/**
 * A role opens doors, it never removes code: every process has all modules, so a call stays a function call, and
 * each role scales and fails alone.
 */
export const roles = {
  all: { faces: ['public', 'member', 'staff', 'partner'], works: true },
  portal: { faces: ['public'], works: false },
  console: { faces: ['public', 'member', 'staff'], works: false },
  gateway: { faces: ['public', 'partner'], works: false },
  worker: { faces: [], works: true },
} as const satisfies Record<
  string,
  { faces: readonly ('public' | 'member' | 'staff' | 'partner')[]; works: boolean }
>

export type Role = keyof typeof roles
