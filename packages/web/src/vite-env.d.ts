/// <reference types="vite/client" />
import 'react';

declare module 'react' {
  /** CSS variables may be set in `style`. */
  interface CSSProperties {
    [name: `--${string}`]: string | number | undefined;
  }
}
