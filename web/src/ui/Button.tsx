import type { ButtonHTMLAttributes } from 'react'
import { Link, type LinkProps } from 'react-router'

type Look = 'primary' | 'quiet' | 'danger'

/** A button that never submits unless told; `look` is `primary`, `quiet` (default) or `danger`. */
export function Button({
  look = 'quiet',
  type = 'button',
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { look?: Look }) {
  return <button type={type} {...rest} className={`button ${look} ${rest.className ?? ''}`.trim()} />
}

/** A link in the looks of a button. */
export function ButtonLink({ look = 'quiet', ...rest }: LinkProps & { look?: Look }) {
  return <Link {...rest} className={`button ${look}`} />
}
