const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];
const OWN_PAGE_OR_NO_PAGE = ['same-origin', 'none'];

/** What a browser says about where a request comes from; undefined where it says nothing. */
export interface RequestSource {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly secFetchSite: string | undefined;
}

/**
 * Whether a request may change something: not when the browser says that another site's page sent it. `Sec-Fetch-Site` decides where it
 * is sent (a page cannot forge it, a proxy does not rewrite it); over plain HTTP there is only `Origin`, of which the host name counts:
 * cookies do not tell ports apart either. A program that sends neither header carries no browser's cookie by accident.
 */
export function mayChange({ method, host, origin, secFetchSite }: RequestSource): boolean {
  if (SAFE_METHODS.includes(method)) return true;
  if (secFetchSite !== undefined) return OWN_PAGE_OR_NO_PAGE.includes(secFetchSite);
  if (origin === undefined) return true;
  const asked = hostNameOf(`http://${host ?? ''}`);
  return asked !== undefined && hostNameOf(origin) === asked;
}

const hostNameOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).hostname || undefined : undefined);
