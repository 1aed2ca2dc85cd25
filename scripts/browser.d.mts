/** The browser to drive and the arguments that it needs here, or `null` where no browser runs. */
export function findBrowser(): Promise<{ executablePath: string; args: string[] } | null>;
