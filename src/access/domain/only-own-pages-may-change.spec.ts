import { mayChange, type RequestSource } from './index.js';

const from = (source: Partial<RequestSource>): boolean =>
  mayChange({ method: 'POST', host: 'bynr.example:8080', origin: undefined, secFetchSite: undefined, ...source });

describe('only our own pages may change something', () => {
  it.each(['same-origin', 'none'])('Sec-Fetch-Site %s: yes', (secFetchSite) => {
    expect(from({ secFetchSite, origin: 'https://behind-a-proxy.example' })).toBe(true);
  });

  it.each(['cross-site', 'same-site', '', 'nonsense'])('Sec-Fetch-Site %j: no, whatever the origin', (secFetchSite) => {
    expect(from({ secFetchSite, origin: 'http://bynr.example:8080' })).toBe(false);
  });

  it.each(['http://bynr.example:8080', 'http://bynr.example', 'https://bynr.example', 'http://BYNR.example'])(
    'origin %s: yes',
    (origin) => {
      expect(from({ origin })).toBe(true);
    },
  );

  it.each(['http://evil.example', 'http://bynr.example.evil.example', 'http://evil.bynr.example', 'null', '', 'file://', 'not a url'])(
    'origin %j: no',
    (origin) => {
      expect(from({ origin })).toBe(false);
    },
  );

  it('an origin without a host to compare with: no', () => {
    expect(from({ origin: 'http://bynr.example', host: undefined })).toBe(false);
    expect(from({ origin: 'file://', host: '' })).toBe(false);
  });

  it('a program that sends neither header: yes', () => {
    expect(from({})).toBe(true);
  });

  it.each(['GET', 'HEAD', 'OPTIONS'])('%s changes nothing and may come from anywhere', (method) => {
    expect(from({ method, secFetchSite: 'cross-site', origin: 'http://evil.example' })).toBe(true);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'post', 'PURGE'])('%s is looked at', (method) => {
    expect(from({ method, origin: 'http://evil.example' })).toBe(false);
  });
});
