import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import type { Config } from '../config/config.js';

const SELF = "'self'";
const NONE = "'none'";
const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Pages take scripts, fonts and data from here only. No inline script runs; inline styles do, without which Element Plus and swagger-ui cannot lay out. */
const CONTENT_SECURITY_POLICY: Readonly<Record<string, readonly string[]>> = {
  'default-src': [NONE],
  'script-src': [SELF],
  'script-src-attr': [NONE],
  'style-src': [SELF, "'unsafe-inline'"],
  'img-src': [SELF, 'data:', 'blob:'],
  'font-src': [SELF, 'data:'],
  'connect-src': [SELF],
  'worker-src': [SELF],
  'manifest-src': [SELF],
  'form-action': [SELF],
  'base-uri': [NONE],
  'object-src': [NONE],
  'frame-ancestors': [NONE],
};

/** What a page of this service never needs. */
const PERMISSIONS_POLICY = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/** Answers of the API hold figures and names: no browser or proxy keeps them. The pages that describe it are the same for everybody. */
const KEPT_NOWHERE = /^\/api(?:\/(?!docs(?:\/|-|$))|$)/;

/** The headers of every answer. Over plain HTTP inside a county's network, browsers must not be sent to HTTPS. */
export function securityHeaders({ secureCookies }: Pick<Config, 'secureCookies'>): RequestHandler[] {
  const directives = Object.fromEntries(Object.entries(CONTENT_SECURITY_POLICY).map(([name, sources]) => [name, [...sources]]));
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: secureCookies ? { ...directives, 'upgrade-insecure-requests': [] } : directives,
      },
      strictTransportSecurity: secureCookies ? { maxAge: YEAR_SECONDS } : false,
      crossOriginOpenerPolicy: secureCookies,
      originAgentCluster: secureCookies,
      // With no-referrer a browser would send `Origin: null` with our own forms.
      referrerPolicy: { policy: 'same-origin' },
      xFrameOptions: { action: 'deny' },
    }),
    furtherHeaders,
  ];
}

function furtherHeaders(request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Permissions-Policy', PERMISSIONS_POLICY);
  if (KEPT_NOWHERE.test(request.path)) response.setHeader('Cache-Control', 'no-store');
  next();
}
