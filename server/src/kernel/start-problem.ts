/** Why the platform cannot start, in one clear sentence for the person at the terminal. */
export class StartProblem extends Error {}
